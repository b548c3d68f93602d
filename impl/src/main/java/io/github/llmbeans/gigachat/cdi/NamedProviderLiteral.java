package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.NamedProvider;
import jakarta.enterprise.util.AnnotationLiteral;

/** {@link NamedProvider} as an object. */
final class NamedProviderLiteral extends AnnotationLiteral<NamedProvider> implements NamedProvider {
    private static final long serialVersionUID = 1L;

    private final String value;

    NamedProviderLiteral(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
