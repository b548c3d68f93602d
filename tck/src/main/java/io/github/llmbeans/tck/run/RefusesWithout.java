package io.github.llmbeans.tck.run;

import io.github.llmbeans.Capability;
import io.github.llmbeans.tck.Need;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a check that a provider refuses a capability that it does not declare; several for one capability are allowed. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RefusesWithout {

    /**
     * The capability.
     *
     * @return what is not declared
     */
    Capability value();

    /**
     * What the check stands on.
     *
     * @return the needs
     */
    Need[] needs() default {};
}
