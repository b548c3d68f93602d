package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.gigachat.internal.wire.StreamChunk;
import org.jspecify.annotations.Nullable;

/**
 * The events of a stream mostly differ in nothing but their text. Where all that stands around it is the same, character by
 * character, as in an event that has been read and told nothing but a text, it means the same, and needs no parser. What is
 * escaped in any way does. For one stream, by one thread at a time.
 */
final class LikePieces {
    private static final String NAME = "\"content\"";
    private static final String CONTENT = NAME + ":\"";

    private @Nullable String before;
    private String after = "";

    /** The text of an event that is like the one before, or {@code null} if it is not, and has to be read. */
    @Nullable
    String textOf(String event) {
        int end = event.length() - after.length();
        return isLike(event) && isPlain(event, before.length(), end) ? event.substring(before.length(), end) : null;
    }

    private boolean isLike(String event) {
        return before != null
                && event.length() >= before.length() + after.length()
                && event.startsWith(before)
                && event.endsWith(after);
    }

    /** Remembers an event that has been read, if it tells nothing but a text; otherwise nothing is known of the next one. */
    void read(String event, StreamChunk chunk, StreamChunk.Choice choice) {
        if (isLike(event) && isOneText(event, before.length(), event.length() - after.length())) {
            return; // But for what is escaped in it.
        }
        before = null;
        StreamChunk.Delta delta = choice.delta();
        if (delta != null && chunk.usage() == null && choice.finishReason() == null && tellsOnlyText(delta)) {
            remember(event, delta.content());
        }
    }

    private static boolean tellsOnlyText(StreamChunk.Delta delta) {
        return delta.content() != null
                && !ChunkMapper.IN_PROGRESS.equals(delta.role())
                && delta.reasoningContent() == null
                && delta.name() == null
                && delta.functionCall() == null
                && delta.functionsStateId() == null;
    }

    private void remember(String event, String text) {
        int place = event.indexOf(NAME);
        int start = place + CONTENT.length();
        // No other member can be meant: it would have to be called the same, or to be spelled with an escape.
        boolean known = event.startsWith(CONTENT, Math.max(0, place))
                && event.indexOf(NAME, start) < 0
                && event.indexOf('\\') < 0
                && isPlain(text, 0, text.length())
                && event.startsWith(text, start)
                && event.startsWith("\"", start + text.length());
        if (known) {
            before = event.substring(0, start);
            after = event.substring(start + text.length());
        }
    }

    /** Whether it is inside the quotes of JSON to its very end, escapes included. */
    private static boolean isOneText(String text, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at == to;
    }

    /** Whether it stands for itself inside the quotes of JSON. */
    private static boolean isPlain(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}
