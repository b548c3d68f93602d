package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.Reply;

/**
 * Ready replies for everything that the token endpoint is known to refuse, in its own shape:
 * {@code {"code", "message"}}. Sources: GigaChat REST reference and recorded answers; what is assumed says so.
 */
public final class OAuthErrors {

    private OAuthErrors() {}

    /**
     * Any error in the shape of the token endpoint.
     *
     * @param status the HTTP status
     * @param code the number in the body
     * @param message the text
     * @return the reply
     */
    public static Reply error(int status, int code, String message) {
        return Reply.json(
                status,
                Json.object().add("code", code).add("message", message).build().toString());
    }

    /**
     * 400 for a missing {@code RqUID} or one that is no UUID of version 4. The body is assumed, and has no code.
     *
     * @return the reply
     */
    public static Reply badRqUid() {
        return Reply.json(
                400,
                Json.object()
                        .add("message", "RqUID header must be a UUID4")
                        .build()
                        .toString());
    }

    /**
     * 400, code 1: the scope is none that exists.
     *
     * @return the reply
     */
    public static Reply scopeInvalid() {
        return error(400, 1, "scope data format invalid");
    }

    /**
     * 400, code 4: the key is not the base64 of id and secret.
     *
     * @return the reply
     */
    public static Reply badAuthorization() {
        return error(400, 4, "Can't decode 'Authorization' header");
    }

    /**
     * 400, code 5: no scope.
     *
     * @return the reply
     */
    public static Reply scopeEmpty() {
        return error(400, 5, "scope is empty");
    }

    /**
     * 401, code 6: the id or the secret is wrong.
     *
     * @return the reply
     */
    public static Reply wrongCredentials() {
        return error(401, 6, "credentials doesn't match db data");
    }

    /**
     * 400, code 7: the key belongs to another scope.
     *
     * @return the reply
     */
    public static Reply scopeMismatch() {
        return error(400, 7, "scope from db not fully includes consumed scope");
    }

    /**
     * 429: too many token requests at once. The body is assumed to be that of the API host.
     *
     * @return the reply
     */
    public static Reply tooManyRequests() {
        return WireErrors.tooManyRequests();
    }
}
