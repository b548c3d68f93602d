package io.github.llmbeans.gigachat.internal.sse;

import org.jspecify.annotations.Nullable;

/**
 * One event of a stream.
 *
 * @param event its type, {@code message} unless the server named one
 * @param data its data lines, joined by line feeds; may be empty
 * @param id the last id that the server gave, with this event or an earlier one, or {@code null} if it gave none or
 *     took it back with an empty one
 */
public record ServerSentEvent(
        String event, String data, @Nullable String id) {
    /** Type and length only: the data may be somebody's answer. */
    @Override
    public String toString() {
        return "ServerSentEvent[event=" + event + ", data of " + data.length() + " characters]";
    }
}
