package io.github.llmbeans.gigachat.internal.error;

/** A short, one-line, printable piece of what a server sent, without secrets and without mark-up. */
public final class Excerpt {
    /** The longest excerpt, in characters. */
    static final int MAX_LENGTH = 300;

    private static final int MAX_READ = 16_384;

    private Excerpt() {}

    public static String of(String text, Secrets secrets) {
        // Masked before anything is cut off: half a secret would not be found.
        String masked = secrets.mask(text);
        String start = masked.length() > MAX_READ ? masked.substring(0, MAX_READ) : masked;
        String line = oneLine(start.stripLeading().startsWith("<") ? withoutMarkup(start) : start);
        return line.length() <= MAX_LENGTH ? line : line.substring(0, end(line)) + "…";
    }

    private static String withoutMarkup(String html) {
        return html.replaceAll("(?is)<!--.*?(-->|\\z)|<(script|style)[^>]*>.*?(</\\2\\s*>|\\z)", " ")
                .replaceAll("<[^>]*>?", " ");
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isISOControl(c) || turnsOrHides(c)) {
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

    /** Format characters, but for the two that join letters and emoji. */
    private static boolean turnsOrHides(char c) {
        return Character.getType(c) == Character.FORMAT && c != '\u200C' && c != '\u200D';
    }

    private static int end(String line) {
        return Character.isHighSurrogate(line.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    }
}
