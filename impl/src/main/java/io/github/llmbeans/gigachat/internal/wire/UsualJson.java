package io.github.llmbeans.gigachat.internal.wire;

import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values of the kinds that are usual, read as they come, in one pass. Whatever is anything else is {@link Unusual}: then
 * nothing is known of the text, not even that it is JSON.
 */
final class UsualJson {
    /** The longest number that is usual: it fits into 64 bits. */
    private static final int LONGEST_NUMBER = 18;

    private final JsonParser parser;

    UsualJson(JsonParser parser) {
        this.parser = parser;
    }

    /** Thrown often, and only to be caught: carries nothing. */
    static final class Unusual extends RuntimeException {
        private static final long serialVersionUID = 1;
        static final Unusual IT_IS = new Unusual();

        private Unusual() {
            super(null, null, false, false);
        }
    }

    /** Whether there is an object, and not {@code null} in its place; its members follow. */
    boolean object() {
        Event event = parser.next();
        if (event == Event.VALUE_NULL) {
            return false;
        }
        require(event == Event.START_OBJECT);
        return true;
    }

    /** The name of the next member, or {@code null} at the end of the object. */
    @Nullable
    String member() {
        return parser.next() == Event.KEY_NAME ? parser.getString() : null;
    }

    /** As many objects as there are. */
    <T> @Nullable List<@Nullable T> list(Supplier<@Nullable T> element) {
        Event event = parser.next();
        if (event == Event.VALUE_NULL) {
            return null;
        }
        require(event == Event.START_ARRAY);
        List<@Nullable T> list = new ArrayList<>(1);
        Event next = parser.next();
        while (next != Event.END_ARRAY) {
            require(next == Event.START_OBJECT);
            list.add(element.get());
            next = parser.next();
        }
        return list;
    }

    @Nullable
    String text() {
        Event event = parser.next();
        if (event == Event.VALUE_NULL) {
            return null;
        }
        require(event == Event.VALUE_STRING);
        return parser.getString();
    }

    @Nullable
    Long count() {
        Event event = parser.next();
        if (event == Event.VALUE_NULL) {
            return null;
        }
        requireShort(event);
        require(parser.isIntegralNumber());
        return parser.getLong();
    }

    JsonValue number() {
        requireShort(parser.next());
        return parser.getValue();
    }

    private void requireShort(Event event) {
        require(event == Event.VALUE_NUMBER && parser.getString().length() <= LONGEST_NUMBER);
    }

    /** Passes over a value without members. */
    void skip() {
        Event event = parser.next();
        require(event != Event.START_OBJECT && event != Event.START_ARRAY);
        require(event != Event.VALUE_NUMBER || parser.getString().length() <= LONGEST_NUMBER);
    }

    /** Nothing may follow. */
    void end() {
        require(!parser.hasNext());
    }

    static void require(boolean usual) {
        if (!usual) {
            throw Unusual.IT_IS;
        }
    }
}
