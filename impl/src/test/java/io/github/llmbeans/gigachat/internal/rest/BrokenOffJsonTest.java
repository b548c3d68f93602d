package io.github.llmbeans.gigachat.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that ends too early, in any place, is told at once and holds no thread. */
class BrokenOffJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"note\":[1,2",
                "{\"note\":{\"a\":1",
                "{\"note\":{",
                "{\"note\":[[[{",
                "{\"choices\":[{\"message\":{\"attachments\":[\"x\"",
                "{\"choices\":[{\"index\":0,\"logprobs\":{\"a\":",
                "{",
                "["
            })
    void anAnswerThatBreaksOffIsToldBeforeTheDeadline(String body) {
        try (ServerFixture fixture = ServerFixture.api(Reply.json(200, body), BrokenOffJsonTest::patient)) {
            assertUnreadable(fixture);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"note\":[1,2", "{\"access_token\":\"abc\",\"note\":{\"a\":1", "{\"note\":{"})
    void aTokenAnswerThatBreaksOffIsToldBeforeTheDeadline(String body) {
        try (ServerFixture fixture = ServerFixture.token(Reply.json(200, body), BrokenOffJsonTest::patient)) {
            assertUnreadable(fixture);
        }
    }

    @Test
    void aTokenAnswerLongerThanWhatIsReadIsToldBeforeTheDeadline() {
        String body = "{\"note\":[" + "1,".repeat(100_000) + "1],\"access_token\":\"abc\"}";
        try (ServerFixture fixture = ServerFixture.token(Reply.json(200, body), BrokenOffJsonTest::patient)) {
            assertUnreadable(fixture);
        }
    }

    private static void patient(ProviderConfigBuilder config) {
        config.timeout(Duration.ofSeconds(10));
    }

    private static void assertUnreadable(ServerFixture fixture) {
        ProviderException e =
                catchThrowableOfType(ProviderException.class, () -> fixture.provider.generate("How much is it?"));

        assertThat(e)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("not what was asked for");
        assertThat(e.status()).hasValue(200);
    }
}
