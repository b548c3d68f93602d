package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limit holds for the whole class: no mode waits. */
@Timeout(30)
class MockModesTest {
    private final MockProvider mock = new MockProvider();

    @Test
    void aRequestCanChooseItsModel() {
        ChatRequest other = ChatRequest.builder().user("hi").model("other").build();

        assertThat(mock.chat(other).model()).isEqualTo("other");
        assertThat(mock.chat(other).text()).isEqualTo("Mock response to: hi");
        assertThat(catchThrowableOfType(
                        AuthenticationException.class,
                        () -> mock.chat(
                                other.toBuilder().model("mock-auth-error").build())))
                .isNotNull();
    }

    @Test
    void aRequestForAMisspeltModeIsRefused() {
        InvalidRequestException e = catchThrowableOfType(
                InvalidRequestException.class,
                () -> mock.chat(
                        ChatRequest.builder().user("hi").model("mock-timeuot").build()));

        assertThat(e)
                .hasMessage("The mock has no model 'mock-timeuot'; use mock-normal, mock-timeout, mock-ratelimit,"
                        + " mock-auth-error, mock-invalid-request, or any name with \"unhealthy\" in it");
        assertThat(e.status()).hasValue(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mock-", "mock-Normal", "mock-normal2", "mock-auth"})
    void aMockOfAMisspeltModeCannotBeMade(String model) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MockProvider(model))
                .withMessage("model must be one of mock-normal, mock-timeout, mock-ratelimit, mock-auth-error,"
                        + " mock-invalid-request, or any name with \"unhealthy\" in it, or not start with \"mock-\","
                        + " was \"" + model + "\"");
    }

    @Test
    void aRateLimitIsRepeatedWithoutPausesAndThenTold() {
        RateLimitException e =
                catchThrowableOfType(RateLimitException.class, () -> new MockProvider("mock-ratelimit").generate("hi"));

        assertThat(e.attempts()).isEqualTo(4);
        assertThat(e.retryAfter()).contains(MockProvider.RETRY_AFTER).contains(Duration.ofSeconds(1));
        assertThat(e.status()).hasValue(429);
        assertThat(e.retryable()).isTrue();
    }

    @Test
    void aTimeoutComesAtOnce() {
        ProviderTimeoutException e = catchThrowableOfType(
                ProviderTimeoutException.class, () -> new MockProvider("mock-timeout").generate("hi"));

        assertThat(e.attempts()).isEqualTo(4);
        assertThat(e.retryable()).isTrue();
        assertThat(e.status()).isEmpty();
    }

    @Test
    void aWrongKeyAndAWrongRequestAreNotRepeated() {
        AuthenticationException key = catchThrowableOfType(
                AuthenticationException.class, () -> new MockProvider("mock-auth-error").generate("hi"));
        InvalidRequestException request = catchThrowableOfType(
                InvalidRequestException.class, () -> new MockProvider("mock-invalid-request").generate("hi"));

        assertThat(List.of(key, request))
                .allSatisfy(e -> assertThat(e.attempts()).isEqualTo(1))
                .allSatisfy(e -> assertThat(e.retryable()).isFalse())
                .allSatisfy(e -> assertThat(e.provider()).isEqualTo("mock"));
        assertThat(key.status()).hasValue(401);
        assertThat(request.status()).hasValue(400);
    }

    @Test
    void theNumberOfRetriesIsThatOfTheConfiguration() {
        MockProvider impatient = new MockProvider(ProviderConfig.builder("p")
                .model("mock-ratelimit")
                .maxRetries(0)
                .build());

        assertThat(catchThrowableOfType(RateLimitException.class, () -> impatient.generate("hi"))
                        .attempts())
                .isEqualTo(1);
    }

    @Test
    void anInterruptedCallerIsNotKept() {
        Thread.currentThread().interrupt();

        ProviderInterruptedException e = catchThrowableOfType(
                ProviderInterruptedException.class, () -> new MockProvider("mock-ratelimit").generate("hi"));

        assertThat(e.attempts()).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "p, mock-normal, true",
        "p, mock-ratelimit, true",
        "p, mock-invalid-request, true",
        "p, any-model, true",
        "p, mock-timeout, false",
        "p, mock-auth-error, false",
        "p, mock-unhealthy, false",
        "p, an-unhealthy-model, false",
        "unhealthy-1, mock-normal, false",
    })
    void theHealthFollowsFromTheNames(String name, String model, boolean healthy) {
        MockProvider provider =
                new MockProvider(ProviderConfig.builder(name).model(model).build());

        assertThat(provider.healthCheck()).isEqualTo(healthy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mock-unhealthy", "unhealthy"})
    void anUnhealthyMockAnswersAllTheSame(String model) {
        assertThat(new MockProvider(model).generate("hi")).isEqualTo("Mock response to: hi");
    }
}
