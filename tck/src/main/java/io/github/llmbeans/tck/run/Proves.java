package io.github.llmbeans.tck.run;

import io.github.llmbeans.tck.Need;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a check: a static method with one {@link Stage}, which throws if the requirement is not kept. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Proves {

    /**
     * The requirement.
     *
     * @return its id; one per check, many checks per id allowed
     */
    String value();

    /**
     * What the check stands on. The runner decides by it before the check starts; a stage refuses what is not named.
     *
     * @return the needs
     */
    Need[] needs() default {};

    /**
     * Whether nothing else may run meanwhile, because the check looks at something that is shared by the whole JVM.
     *
     * @return {@code false} unless said otherwise
     */
    boolean alone() default false;
}
