package io.github.llmbeans.gigachat.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.Usage;
import io.github.llmbeans.gigachat.Engines;
import io.github.llmbeans.tck.server.Reply;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that nobody has promised: they become exceptions that say so and show no secret and no answer. */
class OddAnswersTest {
    @Test
    void anAnswerThatIsCutShortIsNotQuoted() {
        String body = "{\"choices\":[{\"message\":{\"content\":\"the salary is private";
        try (ServerFixture fixture = ServerFixture.api(Reply.json(200, body))) {
            assertThat(failure(fixture))
                    .isExactlyInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("not what was asked for")
                    .hasMessageNotContaining("salary");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"choices\":[{\"delta\":{\"content\":\"the salary is private\"}}]}\n\ndata: [DONE]\n\n",
                ")]}',\n{\"choices\":[{\"message\":{\"content\":\"the salary is private\"}}]}",
                "\uFEFF\"the salary is private\""
            })
    void anAnswerInAnotherWrappingIsNotQuoted(String body) {
        try (ServerFixture fixture = ServerFixture.api(Reply.json(200, body))) {
            assertThat(failure(fixture))
                    .isExactlyInstanceOf(ProviderUnavailableException.class)
                    .hasMessageNotContaining("salary");
        }
    }

    @Test
    void anAnswerInAnotherEncodingIsNotQuoted() {
        byte[] body = "{\"choices\":[{\"message\":{\"content\":\"salary\"}}]}".getBytes(StandardCharsets.UTF_16);
        try (ServerFixture fixture = ServerFixture.api(Reply.of(200).body(body))) {
            assertThat(failure(fixture))
                    .hasMessageEndingWith(" that is not UTF-8. Check gigachat.base-url (GIGACHAT_BASE_URL)");
        }
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        String body = "\uFEFF{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}";
        try (ServerFixture fixture = ServerFixture.api(Reply.json(200, body))) {
            assertThat(fixture.provider.generate("How much is it?")).isEqualTo("Hi");
        }
    }

    @Test
    void moreTokensThanAnIntHoldsAreTheMost() {
        String body = "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}],\"usage\":{\"total_tokens\":99999999999}}";
        try (ServerFixture fixture = ServerFixture.api(Reply.json(200, body))) {
            assertThat(fixture.provider.chat(ChatRequest.of("How much is it?")).usage())
                    .isEqualTo(new Usage(0, 0, Integer.MAX_VALUE, 0));
        }
    }

    @Test
    void aRequestIdIsMaskedAndShortenedInExceptionAndAnswer() {
        String id = ServerFixture.TOKEN + "\tid" + "-".repeat(5_000);
        Reply refusal = Reply.json(400, "{\"status\":400,\"message\":\"no\"}").header("X-Request-Id", id);
        try (ServerFixture fixture = ServerFixture.api(refusal)) {
            assertThat(failure(fixture).requestId()).hasValueSatisfying(OddAnswersTest::assertFitForALog);
        }
        try (ServerFixture fixture =
                ServerFixture.api(ServerFixture.completion().header("X-Request-Id", id))) {
            assertThat(fixture.provider.chat(ChatRequest.of("How much is it?")).requestId())
                    .satisfies(OddAnswersTest::assertFitForALog);
        }
    }

    @Test
    void anEmptyRequestIdIsNone() {
        try (ServerFixture fixture = ServerFixture.api(Reply.json(400, "{}").header("X-Request-Id", ""))) {
            assertThat(failure(fixture).requestId()).isEmpty();
        }
    }

    private static void assertFitForALog(@Nullable String id) {
        assertThat(id).startsWith("*** id--").hasSizeLessThan(500);
    }

    @Test
    void anAnswerWithoutChoicesIsNotQuoted() {
        String body = "{\"choices\":[],\"note\":\"the salary is private\"}";
        try (ServerFixture fixture = ServerFixture.api(Reply.json(200, body))) {
            assertThat(failure(fixture)).hasMessageNotContaining("salary");
        }
    }

    @Test
    void aPageOfAStrangerIsQuoted() {
        try (ServerFixture fixture = ServerFixture.api(Reply.html(200, "<h1>Log in to the hotel</h1>"))) {
            assertThat(failure(fixture)).hasMessageContaining("\"Log in to the hotel\"");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 500})
    void anAnswerNestedHoweverDeepIsAnExceptionOfTheContract(int status) {
        String body = "{\"choices\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}";
        try (ServerFixture fixture = ServerFixture.api(Reply.json(status, body))) {
            ProviderException e = failure(fixture);

            assertThat(e.status()).hasValue(status);
            assertThat(e.getMessage()).hasSizeLessThan(1000);
        }
    }

    @Test
    void aRefusalThatSendsTheTokenBackShowsItMasked() {
        String body = "{\"status\":401,\"message\":\"Token " + ServerFixture.TOKEN + " has expired\"}";
        try (ServerFixture fixture = ServerFixture.api(Reply.json(401, body))) {
            ProviderException e = failure(fixture);

            assertThat(e)
                    .isExactlyInstanceOf(AuthenticationException.class)
                    .hasMessageContaining(Engines.readsRefusals() ? "Token *** has expired" : "answered 401")
                    .hasMessageNotContaining(ServerFixture.TOKEN);
            assertThat(e.getSuppressed())
                    .allSatisfy(earlier -> assertThat(earlier).hasMessageNotContaining(ServerFixture.TOKEN));
            assertThat(fixture.tokenRequests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"leaked-secret\",\"message\":\"half",
                "{\"access_token\":\"\",\"note\":\"leaked-secret\"}",
                "{\"access_token\":[\"leaked-secret\"],\"expires_at\":1}",
                "{\"access_token\":\"leaked-secret\",\"expires_at\":\"soon\"}",
                "[\"leaked-secret\"]",
                "\uFEFF{\"access_token\":\"leaked-secret\",\"message\":1",
                "token: {\"access_token\":\"leaked-secret\",\"message\":\"x\"}",
                "leaked-secret"
            })
    void aTokenAnswerThatCannotBeReadIsNotQuoted(String body) {
        try (ServerFixture fixture = ServerFixture.token(Reply.json(200, body))) {
            ProviderException e = failure(fixture);

            assertThat(e)
                    .isExactlyInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("gigachat.auth-url (GIGACHAT_AUTH_URL)")
                    .hasMessageNotContaining("leaked-secret");
            assertThat(fixture.apiRequests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\\r\\nX-Injected: lines", "tok\\u0000en", "токен", "with space"})
    void aTokenThatCannotTravelInAHeaderIsRefusedAndNotShown(String token) {
        String body = "{\"access_token\":\"" + token + "\",\"expires_at\":9999999999999}";
        try (ServerFixture fixture = ServerFixture.token(Reply.json(200, body))) {
            assertThat(failure(fixture))
                    .isExactlyInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("not what was asked for")
                    .hasMessageNotContaining("X-Injected");
            assertThat(fixture.apiRequests()).isEmpty();
        }
    }

    @Test
    void anErrorInsideASuccessCountsAsItsInnerStatus() {
        String body = "{\"status\":429,\"message\":\"Too many requests\"}";
        try (ServerFixture fixture = ServerFixture.api(Reply.json(200, body))) {
            assertThat(failure(fixture).status()).hasValue(429);
        }
    }

    @Test
    void aNumberInsideASuccessThatIsNoStatusIsNotTakenForOne() {
        String body = "{\"code\":999999,\"message\":\"Strange\"}";
        try (ServerFixture fixture = ServerFixture.api(Reply.json(200, body))) {
            assertThat(failure(fixture).status()).hasValue(200);
        }
    }

    private static ProviderException failure(ServerFixture fixture) {
        ProviderException e =
                catchThrowableOfType(ProviderException.class, () -> fixture.provider.generate("How much is it?"));
        assertThat(e).isNotNull();
        return e;
    }
}
