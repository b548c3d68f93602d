package io.github.llmbeans.gigachat.internal.error;

/** A short, one-line, printable piece of what a server sent, without secrets and without mark-up. */
public final class Excerpt {
    /** The longest excerpt, in characters. */
    static final int MAX_LENGTH = 300;

    private static final int MAX_READ = 16_384;

    private Excerpt() {}

    public static String of(String text, Secrets secrets) {
        String start = text.length() > MAX_READ ? text.substring(0, MAX_READ) : text;
        String plain = start.stripLeading().startsWith("<") ? withoutMarkup(start) : start;
        String line = oneLine(secrets.mask(plain));
        return line.length() <= MAX_LENGTH ? line : line.substring(0, end(line)) + "…";
    }

    private static String withoutMarkup(String html) {
        return html.replaceAll("(?is)<(script|style)[^>]*>.*?</\\1>", " ").replaceAll("<[^>]*>?", " ");
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                space = line.length() > 0;
            } else {
                if (space) {
                    line.append(' ');
                    space = false;
                }
                line.append(c);
            }
        }
        return line.toString();
    }

    private static int end(String line) {
        return Character.isHighSurrogate(line.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    }
}
