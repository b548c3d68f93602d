package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.server.Reply;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The literal strings of the wire. */
class WireErrorsTest {

    static Stream<Arguments> jsonErrors() {
        return Stream.of(
                Arguments.of(WireErrors.invalidJson(), 400, api(400, "Your request contains invalid JSON syntax.")),
                Arguments.of(
                        WireErrors.unknownResponseFormat("xml"),
                        400,
                        api(400, "Unknown type \\\"xml\\\" in response_format")),
                Arguments.of(
                        WireErrors.emptySchema(), 400, api(400, "Empty schema with json format type is not supported")),
                Arguments.of(WireErrors.unauthorized(), 401, api(401, "Unauthorized")),
                Arguments.of(WireErrors.tokenExpired(), 401, api(401, "Token has expired")),
                Arguments.of(WireErrors.paymentRequired(), 402, api(402, "Payment Required")),
                Arguments.of(WireErrors.permissionDenied(), 403, api(403, "Permission denied")),
                Arguments.of(WireErrors.noUserAgent(), 403, "{\"message\":\"Unauthorized\"}"),
                Arguments.of(WireErrors.fileAccessDenied("f"), 403, api(403, "Access to file 'f' is denied")),
                Arguments.of(WireErrors.noSuchModel(), 404, api(404, "No such model")),
                Arguments.of(WireErrors.batchNotFound(), 404, api(404, "Batch task not found")),
                Arguments.of(WireErrors.payloadTooLarge(), 413, api(413, "Payload too large")),
                Arguments.of(WireErrors.invalidParams("x"), 422, api(422, "Invalid params: x")),
                Arguments.of(
                        WireErrors.functionsNotSupported(),
                        422,
                        api(422, "Requested model does not support functions")),
                Arguments.of(WireErrors.tooManyRequests(), 429, api(429, "Too many requests")),
                Arguments.of(WireErrors.okWith429Body(), 200, api(429, "Too many requests")),
                Arguments.of(WireErrors.internalError(), 500, api(500, "Internal Server Error")),
                Arguments.of(OAuthErrors.scopeInvalid(), 400, oauth(1, "scope data format invalid")),
                Arguments.of(OAuthErrors.badAuthorization(), 400, oauth(4, "Can't decode 'Authorization' header")),
                Arguments.of(OAuthErrors.scopeEmpty(), 400, oauth(5, "scope is empty")),
                Arguments.of(OAuthErrors.wrongCredentials(), 401, oauth(6, "credentials doesn't match db data")),
                Arguments.of(
                        OAuthErrors.scopeMismatch(), 400, oauth(7, "scope from db not fully includes consumed scope")),
                Arguments.of(OAuthErrors.tooManyRequests(), 429, api(429, "Too many requests")));
    }

    static Stream<Arguments> pages() {
        return Stream.of(
                Arguments.of(WireErrors.gatewayForbidden(), 403, "403 Forbidden"),
                Arguments.of(WireErrors.gatewayHtml502(), 502, "502 Bad Gateway"),
                Arguments.of(WireErrors.gatewayHtml503(), 503, "503 Service Temporarily Unavailable"),
                Arguments.of(WireErrors.gatewayHtml504(), 504, "504 Gateway Time-out"));
    }

    private static String api(int status, String message) {
        return "{\"status\":" + status + ",\"message\":\"" + message + "\"}";
    }

    private static String oauth(int code, String message) {
        return "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
    }

    @ParameterizedTest
    @MethodSource("jsonErrors")
    void eachErrorHasItsLiteralBody(Reply reply, int status, String body) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo(body);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachPageOfTheGatewayIsHtml(Reply reply, int status, String title) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).contains("text/html");
        assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                .isEqualTo("<html>\n<head><title>" + title + "</title></head>\n<body>\n<center><h1>" + title
                        + "</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n");
    }
}
