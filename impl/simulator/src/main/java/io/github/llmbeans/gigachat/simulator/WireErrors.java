package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.Reply;

/**
 * Ready replies for everything that GigaChat is known to refuse, with the literal bodies of its API host:
 * {@code {"status", "message"}}. Refusals of the token endpoint are in {@link OAuthErrors}.
 *
 * <p>Each is an ordinary {@link Reply} and can be changed further, for instance
 * {@code WireErrors.tooManyRequests().header("Retry-After", "2")}. Sources: GigaChat REST reference and recorded
 * answers; what is assumed says so.
 */
public final class WireErrors {

    private static final int HUGE_BYTES = 10 * 1024 * 1024;

    private WireErrors() {}

    /**
     * Any error in the shape of the API host.
     *
     * @param status the HTTP status, repeated in the body
     * @param message the text
     * @return the reply
     */
    public static Reply error(int status, String message) {
        return Reply.json(status, body(status, message));
    }

    /**
     * 400 for a body that is not JSON or has the wrong shape.
     *
     * @return the reply
     */
    public static Reply invalidJson() {
        return error(400, "Your request contains invalid JSON syntax.");
    }

    /**
     * 400 for an unknown {@code response_format}.
     *
     * @param type the type that was asked for
     * @return the reply
     */
    public static Reply unknownResponseFormat(String type) {
        return error(400, "Unknown type \"" + type + "\" in response_format");
    }

    /**
     * 400 for {@code json_schema} without a schema.
     *
     * @return the reply
     */
    public static Reply emptySchema() {
        return error(400, "Empty schema with json format type is not supported");
    }

    /**
     * 401 for a missing or unknown token.
     *
     * @return the reply
     */
    public static Reply unauthorized() {
        return error(401, "Unauthorized");
    }

    /**
     * 401 for a token whose time is over.
     *
     * @return the reply
     */
    public static Reply tokenExpired() {
        return error(401, "Token has expired");
    }

    /**
     * 402: the token package of the model is used up.
     *
     * @return the reply
     */
    public static Reply paymentRequired() {
        return error(402, "Payment Required");
    }

    /**
     * 403: the method is not in the tariff.
     *
     * @return the reply
     */
    public static Reply permissionDenied() {
        return error(403, "Permission denied");
    }

    /**
     * 403 without {@code User-Agent}; its body has no {@code status}.
     *
     * @return the reply
     */
    public static Reply noUserAgent() {
        return Reply.json(
                403, Json.object().add("message", "Unauthorized").build().toString());
    }

    /**
     * 403 for a file that belongs to another {@code X-Client-ID}.
     *
     * @param id the file
     * @return the reply
     */
    public static Reply fileAccessDenied(String id) {
        return error(403, "Access to file '" + id + "' is denied");
    }

    /**
     * 403 as the gateway sends it for a path it does not know: a page, not JSON.
     *
     * @return the reply
     */
    public static Reply gatewayForbidden() {
        return Reply.html(403, page("403 Forbidden"));
    }

    /**
     * 404 for a model that does not exist.
     *
     * @return the reply
     */
    public static Reply noSuchModel() {
        return error(404, "No such model");
    }

    /**
     * 404 for a batch that does not exist.
     *
     * @return the reply
     */
    public static Reply batchNotFound() {
        return error(404, "Batch task not found");
    }

    /**
     * 413: the prompt is longer than the model's context.
     *
     * @return the reply
     */
    public static Reply payloadTooLarge() {
        return error(413, "Payload too large");
    }

    /**
     * 422 for a value or a history that is not allowed.
     *
     * @param detail what follows {@code Invalid params: }
     * @return the reply
     */
    public static Reply invalidParams(String detail) {
        return error(422, "Invalid params: " + detail);
    }

    /**
     * 422 for functions with a model that has none.
     *
     * @return the reply
     */
    public static Reply functionsNotSupported() {
        return error(422, "Requested model does not support functions");
    }

    /**
     * 429: too many requests at once, or too fast. No {@code Retry-After}, since no recorded answer has one.
     *
     * @return the reply
     */
    public static Reply tooManyRequests() {
        return error(429, "Too many requests");
    }

    /**
     * HTTP 200 whose body says 429, as users of GigaChat's Java SDK have met it.
     *
     * @return the reply
     */
    public static Reply okWith429Body() {
        return Reply.json(200, body(429, "Too many requests"));
    }

    /**
     * 500 in the shape of the API host.
     *
     * @return the reply
     */
    public static Reply internalError() {
        return error(500, "Internal Server Error");
    }

    /**
     * 502 as a page of the gateway. The text of the page is assumed.
     *
     * @return the reply
     */
    public static Reply gatewayHtml502() {
        return Reply.html(502, page("502 Bad Gateway"));
    }

    /**
     * 503 as a page of the gateway. The text of the page is assumed.
     *
     * @return the reply
     */
    public static Reply gatewayHtml503() {
        return Reply.html(503, page("503 Service Temporarily Unavailable"));
    }

    /**
     * 504 as a page of the gateway. The text of the page is assumed.
     *
     * @return the reply
     */
    public static Reply gatewayHtml504() {
        return Reply.html(504, page("504 Gateway Time-out"));
    }

    /**
     * An error whose JSON body has 10 MiB, to prove that a client does not read without a limit.
     *
     * @param status the HTTP status
     * @return the reply
     */
    public static Reply huge(int status) {
        int frame = body(status, "").length();
        return error(status, "x".repeat(HUGE_BYTES - frame));
    }

    static String body(int status, String message) {
        return Json.object()
                .add("status", status)
                .add("message", message)
                .build()
                .toString();
    }

    private static String page(String title) {
        return "<html>\n<head><title>" + title + "</title></head>\n<body>\n<center><h1>" + title
                + "</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n";
    }
}
