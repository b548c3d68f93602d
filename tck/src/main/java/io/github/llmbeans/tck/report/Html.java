package io.github.llmbeans.tck.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML; whatever comes from outside is escaped. */
final class Html {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes are names and values in turn. */
    Html open(String tag, String... attributes) {
        start(tag, attributes);
        open.push(tag);
        return this;
    }

    /** Closes the last opened element. */
    Html close() {
        out.append("</").append(open.pop()).append(">");
        return this;
    }

    /** An element with nothing but text. */
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** An element without an end. */
    Html single(String tag, String... attributes) {
        start(tag, attributes);
        return this;
    }

    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    Html line() {
        out.append('\n');
        return this;
    }

    /** What the kit itself has written, as it is. */
    Html raw(String own) {
        out.append(own);
        return this;
    }

    private void start(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        }
        out.append('>');
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(Texts.allowed(c) ? c : Texts.REPLACEMENT);
            }
        });
        return escaped.toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
