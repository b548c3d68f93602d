package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a router tells of itself, and how it ends. */
class RouterLifeTest {
    private final StubProvider a = new StubProvider("a");
    private final StubProvider b = new StubProvider("b");
    private final StubProvider c = new StubProvider("c");
    private final Router router = new Router("main");

    private Router all() {
        return router.addProvider(a).addProvider(b).addProvider(c);
    }

    @Test
    void itDeclaresWhatAllItsProvidersCanDo() {
        Duration second = Duration.ofSeconds(1);
        router.addProvider(new StubProvider("x", EnumSet.of(Capability.SEED, Capability.TOP_P), second))
                .addProvider(new StubProvider("y", EnumSet.of(Capability.TOP_P, Capability.USAGE), second));

        assertThat(router.info())
                .isEqualTo(new ProviderInfo("main", "x-model", Set.of(Capability.TOP_P), Duration.ofSeconds(2)));
    }

    @Test
    void itsTimeoutIsUnknownIfThatOfAProviderIs() {
        router.addProvider(new StubProvider("x", Set.of(), Duration.ofSeconds(1)))
                .addProvider(a);

        assertThat(router.info().timeout()).isNull();
    }

    @Test
    void withoutProvidersItCanDoNothing() {
        assertThat(router.info()).isEqualTo(new ProviderInfo("main", "none", Set.of()));
        assertThat(router.healthCheck()).isFalse();
    }

    @Test
    void itIsHealthyWhileAnyProviderIs() {
        all();
        a.health = () -> false;
        b.health = () -> {
            throw new IllegalStateException("broken check");
        };
        try (LogCapture log = new LogCapture()) {
            assertThat(router.healthCheck()).isTrue();
            assertThat(log.lines(Level.WARNING))
                    .containsExactly("The health check of provider 'b' failed with java.lang.IllegalStateException");

            c.health = () -> false;
            assertThat(router.healthCheck()).isFalse();
        }
    }

    @Test
    void closingClosesAllProvidersOnceEvenIfOneBreaks() {
        all();
        a.close = () -> {
            throw new IllegalStateException("stuck");
        };

        try (LogCapture log = new LogCapture()) {
            router.close();
            assertThat(Stream.of(a, b, c))
                    .allSatisfy(member -> assertThat(member.closes).hasValue(1));
            assertThat(log.lines(Level.WARNING))
                    .containsExactly("Closing of provider 'a' failed with java.lang.IllegalStateException");

            router.close();
            assertThat(Stream.of(a, b, c))
                    .allSatisfy(member -> assertThat(member.closes).hasValue(1));
        }
    }

    @Test
    void aClosedRouterRefusesCallsAndProviders() {
        all().close();

        assertThatIllegalStateException()
                .isThrownBy(() -> router.generate("hi"))
                .withMessage("Router 'main' is closed");
        assertThatIllegalStateException().isThrownBy(() -> router.addProvider(new StubProvider("d")));
        assertThat(router.healthCheck()).isFalse();
        assertThat(router.info().name()).isEqualTo("main");
        assertThat(a.requests).isEmpty();
    }
}
