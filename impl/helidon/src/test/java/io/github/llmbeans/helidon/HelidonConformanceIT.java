package io.github.llmbeans.helidon;

import io.github.llmbeans.gigachat.conformance.GigaChatServerConformance;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The provider keeps the contract on Helidon's REST client, and as beans of an application there. */
class HelidonConformanceIT extends GigaChatServerConformance {
    private static Application application;

    /** Without readiness, which Helidon asks at its start: each check of the kit makes its providers anew, with its settings. */
    @BeforeAll
    static void start() {
        application = Application.start(Map.of(
                "gigachat.instances", "sales,first,second",
                "gigachat.credentials", "a2l0",
                "gigachat.base-url", "http://127.0.0.1:1/v1",
                "gigachat.auth-url", "http://127.0.0.1:1/oauth",
                "llmbeans.health.enabled", "false"));
    }

    @AfterAll
    static void stop() {
        if (application != null) {
            application.close();
        }
    }
}
