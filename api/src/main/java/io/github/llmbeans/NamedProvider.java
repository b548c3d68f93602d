package io.github.llmbeans;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Chooses one of several providers by its name: {@code @Inject @NamedProvider("sales") BaseProvider llm;}. Without it
 * the default provider is injected.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE})
public @interface NamedProvider {
    /**
     * The provider's name.
     *
     * @return the name as configured
     */
    String value();
}
