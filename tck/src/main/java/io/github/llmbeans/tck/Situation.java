package io.github.llmbeans.tck;

import io.github.llmbeans.tck.server.Fault;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server, or the model behind a {@link FaultPort}, does with one request. */
public sealed interface Situation {

    /**
     * Answers.
     *
     * @param answer with this
     */
    record Answers(Answer answer) implements Situation {}

    /** Answers with the text of the last message. */
    record Echoes() implements Situation {}

    /**
     * Answers with an error.
     *
     * @param status the HTTP status, 400 to 599
     * @param message the server's words
     * @param retryAfter the header {@code Retry-After}, exactly as it is sent, or {@code null} for none
     */
    record Refuses(int status, String message, @Nullable String retryAfter) implements Situation {}

    /** Takes the request and never answers. */
    record Silent() implements Situation {}

    /**
     * Breaks the connection.
     *
     * @param fault how
     */
    record Breaks(Fault fault) implements Situation {}

    /**
     * Sends exactly this, without asking the dialect.
     *
     * @param reply what is sent
     */
    record Sends(Reply reply) implements Situation {}

    /**
     * Waits at a gate before it goes on.
     *
     * @param gate opened by the check, or when it ends
     * @param then what happens afterwards
     */
    record Waits(Gate gate, Situation then) implements Situation {}

    /**
     * Answers in pieces, and in one if the request asks for no stream.
     *
     * @param pieces the text, cut
     * @param answer everything else
     */
    record Streams(List<String> pieces, Answer answer) implements Situation {}

    /**
     * An error without a hint when to come back.
     *
     * @param status the HTTP status
     * @return the situation
     */
    static Situation refuses(int status) {
        return new Refuses(status, "the kit refuses with " + status, null);
    }

    /**
     * An error with a hint when to come back.
     *
     * @param status the HTTP status
     * @param retryAfter the header's value
     * @return the situation
     */
    static Situation refuses(int status, String retryAfter) {
        return new Refuses(status, "the kit refuses with " + status, retryAfter);
    }
}
