package io.github.llmbeans.gigachat.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the body of an error is, what it says is found and nothing breaks. */
class ErrorBodyTest {
    private static final Jsonb JSONB = JsonbBuilder.create();
    private static final Secrets NO_SECRETS = new Secrets(null, List::of);

    @AfterAll
    static void closeJsonb() throws Exception {
        JSONB.close();
    }

    @Test
    void statusAndMessageOfTheApi() {
        check("{\"status\":404,\"message\":\"No such model\"}", 404, null, "No such model");
    }

    @Test
    void codeAndMessageOfTheTokenEndpoint() {
        check(
                "{\"code\":6,\"message\":\"credentials doesn't match db data\"}",
                null,
                6,
                "credentials doesn't match db data");
    }

    @Test
    void aMessageAlone() {
        check("{\"message\":\"Unauthorized\"}", null, null, "Unauthorized");
    }

    @Test
    void anErrorInsideAnError() {
        check("{\"error\":{\"status\":429,\"message\":\"Too many requests\"}}", 429, null, "Too many requests");
    }

    @Test
    void anErrorThatIsATextItself() {
        check("{\"error\":\"access_denied\",\"status\":403}", 403, null, "access_denied");
    }

    @Test
    void numbersWrittenAsTexts() {
        check("{\"status\":\"422\",\"code\":\"7\",\"message\":\"m\"}", 422, 7, "m");
    }

    @Test
    void surroundingSpaceDoesNotMatter() {
        check("\r\n\t {\"status\":400,\"message\":\" m \"} \n", 400, null, "m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"4 2 2\"", "\"\"", "true", "null", "[]", "{}", "\"-1\"", "\"12345678901234567890\""})
    void aNumberThatIsNoneIsNotThere(String value) {
        check("{\"status\":" + value + ",\"message\":\"m\"}", null, null, "m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4294967725", "1e400", "429.5", "-429"})
    void aNumberThatIsNoWholeNumberOfOursIsNotThere(String value) {
        check("{\"status\":" + value + ",\"message\":\"m\"}", null, null, "m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "17", "[\"a\"]", "{\"text\":\"a\"}"})
    void aMessageThatIsNoTextShowsTheBodyInstead(String message) {
        String body = "{\"status\":500,\"message\":" + message + "}";
        check(body, 500, null, body);
    }

    @Test
    void anObjectWithoutAMessageShowsItself() {
        check("{\"status\":500,\"detail\":\"pool empty\"}", 500, null, "{\"status\":500,\"detail\":\"pool empty\"}");
    }

    @Test
    void aPageOfAGatewayIsShownAsPlainText() {
        check(
                "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1><hr>nginx</body></html>",
                null,
                null,
                "502 Bad Gateway 502 Bad Gateway nginx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void anEmptyBodySaysNothing(String body) {
        check(body, null, null, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\":500,\"message\":\"half", "{", "{\"a\"", "{]"})
    void aBodyThatBreaksOffOrIsMalformedIsShownAsItIs(String body) {
        check(body, null, null, body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2]", "\"text\"", "17", "null", "Service Unavailable"})
    void whatIsNoObjectIsShownAsItIs(String body) {
        check(body, null, null, body);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 10_000, 60_000})
    void aBodyNestedHoweverDeepBreaksNothing(int depth) {
        String body = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);

        ErrorBody read = ErrorBody.read(body, JSONB, NO_SECRETS);

        assertThat(read.status()).isNull();
        assertThat(read.text()).startsWith("{\"a\":{\"a\":").hasSizeLessThanOrEqualTo(301);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 10_000, 60_000})
    void aMessageNestedHoweverDeepBreaksNothing(int depth) {
        String body = "{\"message\":" + "[".repeat(depth) + "]".repeat(depth) + "}";

        assertThat(ErrorBody.read(body, JSONB, NO_SECRETS).text()).startsWith("{\"message\":[[");
    }

    @Test
    void aLongMessageIsShortened() {
        ErrorBody read = ErrorBody.read("{\"message\":\"" + "x".repeat(5000) + "\"}", JSONB, NO_SECRETS);

        assertThat(read.text()).isEqualTo("x".repeat(300) + "…");
    }

    @Test
    void aSecretInAMessageIsMasked() {
        Secrets secrets = new Secrets(null, () -> List.of("token-abc"));

        ErrorBody read = ErrorBody.read("{\"message\":\"bad token-abc\"}", JSONB, secrets);

        assertThat(read.text()).isEqualTo("bad ***");
    }

    @Test
    void theSecondOfTwoEqualMembersBreaksNothing() {
        ErrorBody read = ErrorBody.read("{\"message\":\"a\",\"message\":\"b\"}", JSONB, NO_SECRETS);

        assertThat(read.text()).isIn("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"message\":{\"content\":\"an answer cut sho",
                "{\"choices\":[],\"model\":\"an answer\"}",
                " [\"an answer\"]",
                "\"an answer\""
            })
    void jsonThatCameAsASuccessIsNotShownSinceItMayBeAnAnswerOrAToken(String body) {
        assertThat(ErrorBody.readSuccess(body, JSONB, NO_SECRETS)).isEqualTo(new ErrorBody(null, null, ""));
    }

    @Test
    void anErrorThatCameAsASuccessIsReadAllTheSame() {
        assertThat(ErrorBody.readSuccess("{\"status\":429,\"message\":\"Too many requests\"}", JSONB, NO_SECRETS))
                .isEqualTo(new ErrorBody(429, null, "Too many requests"));
    }

    @Test
    void aPageThatCameAsASuccessIsShown() {
        assertThat(ErrorBody.readSuccess("<html><h1>Log in to the hotel</h1></html>", JSONB, NO_SECRETS))
                .isEqualTo(new ErrorBody(null, null, "Log in to the hotel"));
    }

    @Test
    void nothingThatCameAsASuccessSaysNothing() {
        assertThat(ErrorBody.readSuccess(" ", JSONB, NO_SECRETS)).isEqualTo(new ErrorBody(null, null, ""));
    }

    private static void check(String body, @Nullable Integer status, @Nullable Integer code, String text) {
        assertThat(ErrorBody.read(body, JSONB, NO_SECRETS)).isEqualTo(new ErrorBody(status, code, text));
    }
}
