package io.github.llmbeans.sample.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.RateLimitException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorTypeTest {
    @Test
    void everyExceptionOfTheContractHasAWord() {
        List<String> contract = new ClassFileImporter()
                .importPackages(ProviderException.class.getPackageName()).stream()
                        .filter(type -> type.getPackageName().equals(ProviderException.class.getPackageName()))
                        .filter(type -> type.isAssignableTo(ProviderException.class))
                        .filter(type -> !type.isAssignableTo(ProviderInterruptedException.class))
                        .map(JavaClass::getSimpleName)
                        .toList();
        assertThat(contract).hasSizeGreaterThan(5);
        assertThat(ErrorType.ALL).containsAll(contract);
        assertThat(ErrorType.of(new RateLimitException("x", Failure.of("p")))).isEqualTo("RateLimitException");
    }

    @Test
    void aProvidersOwnExceptionCountsAsThatOfTheContract() {
        RateLimitException own = new RateLimitException("x", Failure.of("p")) {
            private static final long serialVersionUID = 1L;
        };
        assertThat(ErrorType.of(own)).isEqualTo("RateLimitException");
    }

    @Test
    void whoeverIsInterruptedHasGivenUp() {
        assertThat(ErrorType.of(new ProviderInterruptedException("x", Failure.of("p"), new InterruptedException())))
                .isEqualTo(ErrorType.CANCELLED);
    }

    @Test
    void whateverElseIsThrownIsOneWord() {
        assertThat(ErrorType.of(new IllegalStateException("secret"))).isEqualTo(ErrorType.OTHER);
        assertThat(ErrorType.of(new StackOverflowError())).isEqualTo(ErrorType.OTHER);
        assertThat(ErrorType.ALL).contains(ErrorType.OTHER, ErrorType.CANCELLED, ErrorType.NONE);
    }
}
