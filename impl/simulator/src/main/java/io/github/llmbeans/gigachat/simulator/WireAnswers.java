package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.Reply;

/**
 * Ready good answers, for scripting what a client should cope with. For anything stranger, take
 * {@link Reply#json(int, String)} and a body of your own.
 */
public final class WireAnswers {

    private WireAnswers() {}

    /**
     * An answer of the token endpoint.
     *
     * @param accessToken the token; the simulator itself does not know it and will refuse it
     * @param expiresAt the number as it goes over the wire, in whatever unit
     * @return the reply
     */
    public static Reply token(String accessToken, long expiresAt) {
        return Reply.json(
                        200,
                        Json.object()
                                .add("access_token", accessToken)
                                .add("expires_at", expiresAt)
                                .build()
                                .toString())
                .header("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
    }

    /**
     * A completion that ends with {@code stop}.
     *
     * @param content the answer
     * @return the reply
     */
    public static Reply completion(String content) {
        return completion(content, "stop");
    }

    /**
     * A completion.
     *
     * @param content the answer
     * @param finishReason any text, known or not
     * @return the reply
     */
    public static Reply completion(String content, String finishReason) {
        return Reply.json(200, Completion.sample(content, finishReason).toJson().toString());
    }

    /**
     * A completion as a stream of events, one for each piece, then one with finish reason and usage, then
     * {@code [DONE]}.
     *
     * @param pieces the parts of the answer
     * @return the reply
     */
    public static Reply stream(String... pieces) {
        return StreamScript.start().pieces(pieces).finish("stop").done().reply();
    }

    /**
     * A stream that ends early but in order: the pieces, and then nothing, no finish reason and no {@code [DONE]}. For all
     * other faults of a stream see {@link StreamScript}.
     *
     * @param pieces the parts of the answer
     * @return the reply
     */
    public static Reply cutStream(String... pieces) {
        return StreamScript.start().pieces(pieces).reply();
    }
}
