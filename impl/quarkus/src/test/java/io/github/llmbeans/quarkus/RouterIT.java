package io.github.llmbeans.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.Router;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An application that is built with a router. */
@QuarkusTest
@TestProfile(RouterIT.Routed.class)
@QuarkusTestResource(Simulated.class)
class RouterIT {
    @Inject
    Desk desk;

    @Inject
    Instance<Router> router;

    @Test
    void theRouterIsTheDefaultProviderAndItsMembersAnswer() {
        CallCount.asked().clear();
        assertThat(desk.provider()).isEqualTo("router");
        assertThat(desk.answer("Who answers?")).contains("Who answers?");
        assertThat(CallCount.asked()).containsExactly("gigachat");
    }

    @Test
    void theRouterItselfIsInjectedAndTellsItsFigures() {
        long before = calls();
        desk.answer("How often?");
        assertThat(calls()).isEqualTo(before + 1);
    }

    private long calls() {
        return router.get().metrics().values().stream()
                .mapToLong(figures -> figures.calls().answered())
                .sum();
    }

    /** What the application is built with. */
    public static class Routed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("llmbeans.router.members", "gigachat,sales");
        }
    }
}
