package io.github.llmbeans.gigachat.benchmark.client;

import java.util.concurrent.CompletionStage;

/** Somebody who asks GigaChat, one of those who are compared. Thread-safe; every method checks what it gets. */
public interface Client extends AutoCloseable {
    /** What everybody asks. */
    String PROMPT = "Why do beans need a container? Answer in one paragraph, please.";

    /** What comes: twenty pieces of this, or all of them in one. */
    String PIECE = "Бин живёт в контейнере. ";

    /** How many pieces. */
    int PIECES = 20;

    /** One whole answer. */
    void call();

    /** One answer in pieces; tells when the first one is there. */
    void stream(Runnable firstPiece);

    /** The same, read in a loop by the thread that asks, where that is something else. */
    default void loop(Runnable firstPiece) {
        stream(firstPiece);
    }

    /** One whole answer, without a thread of the caller. */
    CompletionStage<?> callAsync();

    @Override
    void close();

    /**
     * One of those who are compared.
     *
     * @param way {@code provider}, {@code rest} or {@code jdk}
     * @param server where the server is, with a slash at the end
     * @param kind what kind of server: empty, {@code paced/} or {@code hold/}
     */
    static Client of(String way, String server, String kind) {
        return switch (way) {
            case "provider" -> new ProviderClient(server, kind);
            case "rest" -> new RestClient(server, kind);
            case "jdk" -> new JdkClient(server, kind);
            default -> throw new IllegalArgumentException("a way is provider, rest or jdk, was " + way);
        };
    }

    /** Throws unless this is the answer. */
    static void checkAnswer(String text) {
        if (text.length() != PIECE.length() * PIECES) {
            throw new IllegalStateException("the answer is not whole: " + text.length() + " characters");
        }
    }
}
