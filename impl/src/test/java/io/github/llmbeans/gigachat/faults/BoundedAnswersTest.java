package io.github.llmbeans.gigachat.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.Message;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.Role;
import io.github.llmbeans.gigachat.Engines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are more of everything than anybody needs. */
@Timeout(120)
class BoundedAnswersTest {
    /** Of all headers together, unless {@code jdk.http.maxHeaderSize} says otherwise. */
    private static final int BOUND_OF_THE_JDK = 384 * 1024;

    private final Mirror mirror = new Mirror();

    @AfterEach
    void close() {
        mirror.close();
    }

    @Test
    void ofManyChoicesTheFirstIsTheAnswer() {
        String choice = "{\"message\":{\"content\":\"no\"},\"finish_reason\":\"stop\"}";
        json("{\"choices\":[" + choice.replace("no", "yes") + ("," + choice).repeat(200_000) + "]}");

        assertThat(mirror.provider.generate("Hello")).isEqualTo("yes");
    }

    @Test
    void manyHeadersAreReadOver() {
        mirror.answers(link -> link.answer("200 OK", Good.JSON + "X-Many: yes\r\n".repeat(5_000), Good.ANSWER));

        assertThat(mirror.provider.generate("Hello")).isEqualTo(Good.TEXT);
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 150_000, 1_000_000})
    void aLongHeaderIsReadOverAndALongRequestIdShortened(int length) {
        mirror.answers(link -> link.answer(
                "400 Bad Request",
                Good.JSON + "X-Long: " + "y".repeat(length) + "\r\nX-Request-Id: " + "z".repeat(length) + "\r\n",
                "{\"status\":400,\"message\":\"no\"}"));

        ProviderException e = failure();

        if (Engines.takesAnyHeader() || length < BOUND_OF_THE_JDK / 2) {
            assertThat(e.requestId()).hasValueSatisfying(id -> assertThat(id).hasSizeLessThan(500));
        } else {
            assertThat(e).isExactlyInstanceOf(ProviderUnavailableException.class);
            assertThat(e.retryable()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 400, 1_000, 3_000, 10_000, 100_000, 1_000_000})
    void argumentsOfAnyDepthAreAnAnswerOrAnExceptionOfTheContract(int depth) {
        String deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        json("{\"choices\":[{\"message\":{\"content\":\"\",\"function_call\":{\"name\":\"f\",\"arguments\":" + deep
                + "}},\"finish_reason\":\"function_call\"}]}");
        try {
            ChatResponse answer = mirror.provider.chat(ChatRequest.of("Hello"));
            FunctionCall call = answer.functionCall();
            assertThat(call).isNotNull();
            assertThat(call.arguments()).hasSameSizeAs(deep);
        } catch (ProviderException e) {
            assertThat(e).isExactlyInstanceOf(ProviderUnavailableException.class);
            assertThat(depth).isGreaterThan(400);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 400, 1_000, 10_000, 1_000_000})
    void argumentsOfAnyDepthAreSentOrRefused(int depth) throws Exception {
        String deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        ChatRequest request = ChatRequest.builder()
                .user("Hello")
                .message(new Message(Role.ASSISTANT, "", null, new FunctionCall("f", deep), null))
                .message(Message.function("f", "{}"))
                .build();
        try {
            assertThat(mirror.provider.chat(request).text()).isEqualTo(Good.TEXT);
            assertThat(mirror.json()
                            .getJsonArray("messages")
                            .getJsonObject(1)
                            .getJsonObject("function_call")
                            .get("arguments")
                            .toString())
                    .isEqualTo(deep);
        } catch (InvalidRequestException e) {
            assertThat(e).hasMessageContaining("nothing was sent");
            assertThat(mirror.requests()).isZero();
            assertThat(depth).isGreaterThan(400);
        }
    }

    @Test
    void aNumberOfAMillionDigitsIsToldSoon() {
        json("{\"choices\":[{\"message\":{\"content\":\"Hi\"}}],\"created\":" + "9".repeat(1_000_000) + ",\"usage\":{"
                + "\"total_tokens\":" + "9".repeat(1_000_000) + "}}");
        try {
            assertThat(mirror.provider.generate("Hello")).isEqualTo("Hi");
        } catch (ProviderException e) {
            assertThat(e).isExactlyInstanceOf(ProviderUnavailableException.class);
        }
    }

    private void json(String text) {
        mirror.answers(link -> link.answer("200 OK", Good.JSON, text));
    }

    private ProviderException failure() {
        return catchThrowableOfType(ProviderException.class, () -> mirror.provider.generate("Hello"));
    }
}
