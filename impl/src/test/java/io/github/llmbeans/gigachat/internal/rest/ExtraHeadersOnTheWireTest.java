package io.github.llmbeans.gigachat.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.ChatRequest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Configured headers travel with every request to the API, and give way to what a call says itself. */
@Tag("engine")
class ExtraHeadersOnTheWireTest {
    @Test
    void configuredHeadersTravelToTheApiAndNotToTheTokenEndpoint() {
        try (ServerFixture fixture = ServerFixture.api(
                ServerFixture.completion(), config -> config.option("headers", "X-Team: sales, X-Stage: test"))) {
            fixture.provider.generate("Hello");

            assertThat(fixture.apiRequests().get(0).headers("X-Team")).containsExactly("sales");
            assertThat(fixture.apiRequests().get(0).headers("X-Stage")).containsExactly("test");
            assertThat(fixture.tokenRequests().get(0).headers("X-Team")).isEmpty();
        }
    }

    @Test
    void whatACallSaysItselfComesBeforeWhatIsConfigured() {
        try (ServerFixture fixture = ServerFixture.api(
                ServerFixture.completion(), config -> config.option("headers", "x-session-id: everybody"))) {
            fixture.provider.generate("Hello");
            fixture.provider.chat(
                    ChatRequest.builder().user("Hello").sessionId("mine").build());

            assertThat(fixture.apiRequests().stream().map(request -> request.headers("X-Session-ID")))
                    .containsExactly(List.of("everybody"), List.of("mine"));
        }
    }
}
