package io.github.llmbeans.tck.cdi;

import io.github.llmbeans.NamedProvider;
import jakarta.enterprise.util.AnnotationLiteral;

/** The qualifier with a name that is known at run time only. */
final class NamedLiteral extends AnnotationLiteral<NamedProvider> implements NamedProvider {
    private static final long serialVersionUID = 1L;

    private final String name;

    NamedLiteral(String name) {
        this.name = name;
    }

    @Override
    public String value() {
        return name;
    }
}
