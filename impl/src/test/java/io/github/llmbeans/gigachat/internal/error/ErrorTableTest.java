package io.github.llmbeans.gigachat.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every status becomes an exception whose type, sentence and fields tell what to do. */
class ErrorTableTest {
    private static final String CREDENTIALS = "gigachat.credentials (GIGACHAT_CREDENTIALS)";
    private static final String SCOPE = "gigachat.scope (GIGACHAT_SCOPE)";
    private static final String MODEL = "gigachat.model (GIGACHAT_MODEL)";
    private static final String BASE_URL = "gigachat.base-url (GIGACHAT_BASE_URL)";
    private static final String AUTH_URL = "gigachat.auth-url (GIGACHAT_AUTH_URL)";

    private final ErrorTable table = new ErrorTable("sales", new Advice(SettingNames.withPrefix("gigachat.")));

    static Stream<Arguments> rowsOfTheApi() {
        return Stream.of(
                row(400, InvalidRequestException.class, false),
                row(401, AuthenticationException.class, false, CREDENTIALS, BASE_URL),
                row(402, ProviderException.class, false, "token package", "used up"),
                row(403, AuthenticationException.class, false, "tariff", SCOPE, BASE_URL),
                row(404, InvalidRequestException.class, false, MODEL, BASE_URL),
                row(405, InvalidRequestException.class, false),
                row(408, ProviderTimeoutException.class, true),
                row(413, InvalidRequestException.class, false, "longer than the model's context"),
                row(415, InvalidRequestException.class, false),
                row(422, InvalidRequestException.class, false),
                row(429, RateLimitException.class, true, "More requests at once than the account allows"),
                row(499, InvalidRequestException.class, false),
                row(500, ProviderUnavailableException.class, true),
                row(501, ProviderUnavailableException.class, true),
                row(502, ProviderUnavailableException.class, true),
                row(503, ProviderUnavailableException.class, true),
                row(504, ProviderUnavailableException.class, true),
                row(599, ProviderUnavailableException.class, true),
                row(301, ProviderUnavailableException.class, false, "Redirects are not followed", BASE_URL),
                row(302, ProviderUnavailableException.class, false, "Redirects are not followed", BASE_URL),
                row(308, ProviderUnavailableException.class, false, "Redirects are not followed", BASE_URL));
    }

    static Stream<Arguments> rowsOfTheTokenEndpoint() {
        return Stream.of(
                row(400, AuthenticationException.class, false, CREDENTIALS, SCOPE, AUTH_URL),
                row(401, AuthenticationException.class, false, CREDENTIALS, SCOPE, AUTH_URL),
                row(403, AuthenticationException.class, false, CREDENTIALS, SCOPE, AUTH_URL),
                row(404, ProviderUnavailableException.class, false, "no token endpoint at this address", AUTH_URL),
                row(405, ProviderUnavailableException.class, false, "no token endpoint at this address", AUTH_URL),
                row(408, ProviderTimeoutException.class, true),
                row(413, ProviderUnavailableException.class, false),
                row(422, ProviderUnavailableException.class, false),
                row(429, RateLimitException.class, true, "Too many token requests at once"),
                row(500, ProviderUnavailableException.class, true),
                row(503, ProviderUnavailableException.class, true),
                row(302, ProviderUnavailableException.class, false, "Redirects are not followed", AUTH_URL));
    }

    static Stream<Arguments> codesOfTheTokenEndpoint() {
        return Stream.of(
                Arguments.of(1, new String[] {SCOPE, "GIGACHAT_API_PERS, GIGACHAT_API_B2B or GIGACHAT_API_CORP"}),
                Arguments.of(4, new String[] {CREDENTIALS, "cannot be decoded"}),
                Arguments.of(5, new String[] {SCOPE}),
                Arguments.of(6, new String[] {CREDENTIALS, "wrong or revoked"}),
                Arguments.of(7, new String[] {SCOPE, "does not belong to the scope"}),
                Arguments.of(99, new String[] {CREDENTIALS, SCOPE}));
    }

    @ParameterizedTest
    @MethodSource("rowsOfTheApi")
    void aStatusOfTheApiHasItsExceptionAndItsAdvice(
            int status, Class<? extends ProviderException> type, boolean retryable, String[] sentence) {
        check(answer(Endpoint.API, status, null, "said so"), type, retryable, sentence);
    }

    @ParameterizedTest
    @MethodSource("rowsOfTheTokenEndpoint")
    void aStatusOfTheTokenEndpointHasItsExceptionAndItsAdvice(
            int status, Class<? extends ProviderException> type, boolean retryable, String[] sentence) {
        check(answer(Endpoint.OAUTH, status, null, "said so"), type, retryable, sentence);
    }

    @ParameterizedTest
    @MethodSource("codesOfTheTokenEndpoint")
    void aCodeOfTheTokenEndpointSaysWhichSettingIsWrongWhateverTheStatus(int code, String[] sentence) {
        for (int status : new int[] {400, 401}) {
            ProviderException e = table.exception(answer(Endpoint.OAUTH, status, code, "said so"));

            assertThat(e)
                    .isExactlyInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("answered " + status + ", code " + code + " \"said so\"")
                    .hasMessageContainingAll(sentence);
        }
    }

    @Test
    void aCodeDoesNotTurnAnOverloadedTokenEndpointIntoAWrongKey() {
        assertThat(table.exception(answer(Endpoint.OAUTH, 429, 6, "slow down")))
                .isExactlyInstanceOf(RateLimitException.class)
                .hasMessageContaining("Too many token requests at once")
                .hasMessageNotContaining("wrong or revoked");
    }

    @ParameterizedTest
    @EnumSource
    void theSentenceStartsWithWhoAnsweredWhatAndWhatItSaid(Endpoint endpoint) {
        assertThat(table.exception(answer(endpoint, 500, null, "Internal Server Error")))
                .hasMessageStartingWith(
                        "Provider 'sales': " + endpoint.label() + " answered 500 \"Internal Server Error\"");
    }

    @Test
    void anAnswerWithoutAWordSaysThatItHasNone() {
        assertThat(table.exception(answer(Endpoint.API, 503, null, "")))
                .hasMessage("Provider 'sales': GigaChat answered 503 without a message");
    }

    @Test
    void theFactsAreFields() {
        ProviderException e = table.exception(
                new Answer(Endpoint.API, 429, new ErrorBody(429, null, "slow"), "rq-1", Duration.ofSeconds(7)));

        assertThat(e.provider()).isEqualTo("sales");
        assertThat(e.status()).hasValue(429);
        assertThat(e.requestId()).hasValue("rq-1");
        assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(7));
        assertThat(e).hasMessageContaining("asks to wait 7 s");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 429, 500, 503})
    void theServersHintIsKeptWhateverTheStatus(int status) {
        ProviderException e = table.exception(
                new Answer(Endpoint.API, status, new ErrorBody(null, null, ""), null, Duration.ofSeconds(3)));

        assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(3));
    }

    @Test
    void aSuccessThatIsNoAnswerSaysWhereItCameFromAndWhichSettingToCheck() {
        ProviderException e = table.unreadable(
                new Answer(Endpoint.API, 200, new ErrorBody(null, null, "Welcome"), "rq-2", null),
                "of type text/html that is not what was asked for",
                URI.create("https://api.example/v1"),
                "base-url");

        assertThat(e)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessage("Provider 'sales': GigaChat at https://api.example/v1 answered 200 with a body of type"
                        + " text/html that is not what was asked for: \"Welcome\". Check " + BASE_URL);
        assertThat(e.status()).hasValue(200);
        assertThat(e.requestId()).hasValue("rq-2");
        assertThat(e.retryable()).isFalse();
    }

    private void check(Answer answer, Class<? extends ProviderException> type, boolean retryable, String[] sentence) {
        ProviderException e = table.exception(answer);

        assertThat(e).isExactlyInstanceOf(type);
        if (sentence.length == 0) {
            assertThat(e).hasMessageEndingWith("answered " + answer.status() + " \"said so\"");
        }
        for (String part : sentence) {
            assertThat(e).hasMessageContaining(part);
        }
        assertThat(e.retryable()).isEqualTo(retryable);
        assertThat(e.status()).hasValue(answer.status());
        assertThat(e).hasMessageContaining("\"said so\"");
    }

    private static Answer answer(Endpoint endpoint, int status, @Nullable Integer code, String said) {
        return new Answer(endpoint, status, new ErrorBody(null, code, said), null, null);
    }

    private static Arguments row(
            int status, Class<? extends ProviderException> type, boolean retryable, String... sentence) {
        return Arguments.of(status, type, retryable, sentence);
    }
}
