package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import io.github.llmbeans.tck.server.Fault;
import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From an error on the wire to what a caller catches. */
@Tag("engine")
class ErrorsTest {
    private final List<Duration> pauses = new ArrayList<>();
    private GigaChatSimulator simulator;
    private GigaChatProvider provider;

    @BeforeEach
    void start() {
        simulator = GigaChatSimulator.start();
        provider = GigaChatProvider.builder(Simulated.config(simulator).build())
                .sleeper(pauses::add)
                .random(() -> 0.5)
                .build();
    }

    @AfterEach
    void stop() {
        provider.close();
        simulator.close();
    }

    static Stream<Arguments> apiErrors() {
        return Stream.of(
                Arguments.of(WireErrors.invalidJson(), InvalidRequestException.class, 400, 1, "invalid JSON syntax"),
                Arguments.of(WireErrors.noSuchModel(), InvalidRequestException.class, 404, 1, "'GigaChat-2-Pro'"),
                Arguments.of(WireErrors.payloadTooLarge(), InvalidRequestException.class, 413, 1, "context"),
                Arguments.of(
                        WireErrors.invalidParams("system message must be the first message"),
                        InvalidRequestException.class,
                        422,
                        1,
                        "system message must be the first message"),
                Arguments.of(WireErrors.permissionDenied(), AuthenticationException.class, 403, 1, "Permission denied"),
                Arguments.of(WireErrors.noUserAgent(), AuthenticationException.class, 403, 1, "Unauthorized"),
                Arguments.of(WireErrors.gatewayForbidden(), AuthenticationException.class, 403, 1, "gigachat.base-url"),
                Arguments.of(WireErrors.paymentRequired(), ProviderException.class, 402, 1, "token package"),
                Arguments.of(
                        WireErrors.error(408, "Request Timeout"),
                        ProviderTimeoutException.class,
                        408,
                        4,
                        "answered 408"),
                Arguments.of(WireErrors.tooManyRequests(), RateLimitException.class, 429, 4, "Too many requests"),
                Arguments.of(WireErrors.okWith429Body(), RateLimitException.class, 429, 4, "Too many requests"),
                Arguments.of(
                        WireErrors.internalError(),
                        ProviderUnavailableException.class,
                        500,
                        4,
                        "Internal Server Error"),
                Arguments.of(WireErrors.gatewayHtml503(), ProviderUnavailableException.class, 503, 4, "answered 503"),
                Arguments.of(
                        Reply.of(302).header("Location", "http://127.0.0.1:1/elsewhere"),
                        ProviderUnavailableException.class,
                        302,
                        1,
                        "Redirects are not followed"),
                Arguments.of(Reply.of(500), ProviderUnavailableException.class, 500, 4, "without a message"),
                Arguments.of(
                        WireErrors.internalError().withoutContentType(),
                        ProviderUnavailableException.class,
                        500,
                        4,
                        "Internal Server Error"),
                Arguments.of(
                        Reply.json(500, "{\"status\":500,\"mess"), ProviderUnavailableException.class, 500, 4, "mess"),
                Arguments.of(
                        Reply.html(200, "<html><title>Portal</title><body>Sign in</body></html>"),
                        ProviderUnavailableException.class,
                        200,
                        1,
                        "Portal Sign in"),
                Arguments.of(
                        Reply.json(200, "{}"), ProviderUnavailableException.class, 200, 1, "not what was asked for"),
                Arguments.of(
                        Reply.json(200, "{\"choices\":[{\"message\":{\"cont"),
                        ProviderUnavailableException.class,
                        200,
                        1,
                        "not what was asked for"));
    }

    @ParameterizedTest
    @MethodSource("apiErrors")
    void anErrorOfTheApiIsItsExceptionWithItsFactsAndASentence(
            Reply reply, Class<? extends ProviderException> type, int status, int attempts, String said) {
        simulator.always(Endpoint.COMPLETIONS, reply.header("X-Request-Id", "req-42"));

        ProviderException e = failure();

        assertThat(e).isExactlyInstanceOf(type).hasMessageContaining(said).hasMessageContaining("'gigachat'");
        assertThat(e.status()).hasValue(status);
        assertThat(e.requestId()).hasValue("req-42");
        assertThat(e.provider()).isEqualTo("gigachat");
        assertThat(e.attempts()).isEqualTo(attempts);
        assertThat(e.getSuppressed()).hasSize(attempts - 1);
        assertThat(simulator.completionRequests()).hasSize(attempts);
        assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(800);
    }

    @Test
    void aHugeErrorBodyIsReadWithinBoundsAndHidesNoStatus() {
        simulator.always(Endpoint.COMPLETIONS, WireErrors.huge(400));

        ProviderException e = failure();

        assertThat(e).isExactlyInstanceOf(InvalidRequestException.class);
        assertThat(e.status()).hasValue(400);
        assertThat(e.getMessage()).hasSizeLessThan(800);
    }

    static Stream<Arguments> oauthErrors() {
        return Stream.of(
                Arguments.of(400, "{\"code\":1,\"message\":\"scope data format invalid\"}", "gigachat.scope"),
                Arguments.of(400, "{\"code\":4,\"message\":\"Can't decode 'Authorization' header\"}", "Base64"),
                Arguments.of(401, "{\"code\":4,\"message\":\"Can't decode 'Authorization' header\"}", "Base64"),
                Arguments.of(400, "{\"code\":5,\"message\":\"scope is empty\"}", "gigachat.scope"),
                Arguments.of(
                        401, "{\"code\":6,\"message\":\"credentials doesn't match db data\"}", "gigachat.credentials"),
                Arguments.of(
                        400,
                        "{\"code\":7,\"message\":\"scope from db not fully includes consumed scope\"}",
                        "gigachat.scope"),
                Arguments.of(400, "", "gigachat.credentials"));
    }

    @ParameterizedTest
    @MethodSource("oauthErrors")
    void aKeyThatIsNotAcceptedSaysWhichSettingIsWrongWithOAuthsOwnWords(int status, String body, String setting) {
        simulator.always(Endpoint.OAUTH, Reply.json(status, body));

        ProviderException e = failure();

        assertThat(e).isExactlyInstanceOf(AuthenticationException.class).hasMessageContaining(setting);
        if (!body.isEmpty()) {
            assertThat(e.getMessage())
                    .contains("code " + body.charAt(8))
                    .contains(body.substring(22, body.length() - 2));
        }
        assertThat(e.status()).hasValue(status);
        assertThat(e.attempts()).isEqualTo(1);
        assertThat(simulator.tokenRequests()).hasSize(1);
        assertThat(simulator.completionRequests()).isEmpty();
    }

    @Test
    void theRightKeyForTheWrongScopeIsExplained() {
        try (GigaChatProvider wrong = new GigaChatProvider(
                Simulated.config(simulator).scope("GIGACHAT_API_CORP").build())) {
            ProviderException e = catchThrowableOfType(ProviderException.class, () -> wrong.generate("Hello"));

            assertThat(e)
                    .isExactlyInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("gigachat.scope (GIGACHAT_SCOPE)");
        }
    }

    @Test
    void aTokenEndpointThatIsOverloadedIsTriedAgain() {
        simulator.script(Endpoint.OAUTH, Reply.json(429, "{\"code\":9,\"message\":\"slow down\"}"), Reply.of(503));

        assertThat(provider.generate("Hello")).contains("Hello");
        assertThat(simulator.tokenRequests()).hasSize(3);
        assertThat(simulator.completionRequests()).hasSize(1);
    }

    @Test
    void aTokenAnswerWithoutATokenIsNeverShown() {
        simulator.always(Endpoint.OAUTH, Reply.json(200, "{\"acces_token\":\"very-secret-token\",\"expires_at\":1}"));

        ProviderException e = failure();

        assertThat(e)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("gigachat.auth-url (GIGACHAT_AUTH_URL)")
                .hasMessageNotContaining("very-secret-token");
    }

    @Test
    void tooManyRequestsIsRetriedAndNeverBeforeTheServersHint() {
        simulator.script(
                Endpoint.COMPLETIONS,
                WireErrors.tooManyRequests().header("Retry-After", "7"),
                WireErrors.tooManyRequests());

        provider.generate("Hello");

        assertThat(pauses).hasSize(2);
        assertThat(pauses.get(0)).isEqualTo(Duration.ofSeconds(7));
        assertThat(pauses.get(1)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aHintBeyondTheDeadlineIsGivenUpAtOnceWithTheHintInTheException() {
        simulator.always(Endpoint.COMPLETIONS, WireErrors.tooManyRequests().header("Retry-After", "3600"));

        ProviderException e = failure();

        assertThat(e).isExactlyInstanceOf(RateLimitException.class).hasMessageContaining("asks to wait 3600 s");
        assertThat(e.retryAfter()).hasValue(Duration.ofHours(1));
        assertThat(e.attempts()).isEqualTo(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aBrokenHintHidesNoError() {
        simulator.always(Endpoint.COMPLETIONS, WireErrors.tooManyRequests().header("Retry-After", "soon, -1"));

        ProviderException e = failure();

        assertThat(e).isExactlyInstanceOf(RateLimitException.class);
        assertThat(e.retryAfter()).isEmpty();
    }

    @Test
    void aConnectionThatIsResetIsUnavailableAndNotRepeatedSinceItMayHaveBeenPaidFor() {
        simulator.always(Endpoint.COMPLETIONS, Reply.broken(Fault.CONNECTION_RESET));

        ProviderException e = failure();

        assertThat(e).isExactlyInstanceOf(ProviderUnavailableException.class).hasMessageContaining(simulator.baseUrl());
        assertThat(e.status()).isEmpty();
        assertThat(e.getCause()).isNotNull();
        assertThat(simulator.completionRequests()).hasSize(1);
    }

    @Test
    void retriesSwitchedOffMeansOneAttempt() {
        simulator.always(Endpoint.COMPLETIONS, WireErrors.internalError());
        try (GigaChatProvider once =
                new GigaChatProvider(Simulated.config(simulator).maxRetries(0).build())) {
            ProviderException e = catchThrowableOfType(ProviderException.class, () -> once.generate("Hello"));

            assertThat(e.attempts()).isEqualTo(1);
            assertThat(simulator.completionRequests()).hasSize(1);
        }
    }

    @Test
    void theStackTraceOfAFailureNamesTheCallersOwnCode() {
        simulator.always(Endpoint.COMPLETIONS, WireErrors.invalidJson());

        assertThat(failure().getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(ErrorsTest.class.getName()));
    }

    private ProviderException failure() {
        ProviderException e = catchThrowableOfType(ProviderException.class, () -> provider.generate("Hello"));
        assertThat(e).isNotNull();
        return e;
    }
}
