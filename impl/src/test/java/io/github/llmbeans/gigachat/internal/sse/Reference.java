package io.github.llmbeans.gigachat.internal.sse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/** The rules once more, as simply as can be: from the whole text, with no bounds. */
final class Reference {
    private final List<ServerSentEvent> events = new ArrayList<>();
    private List<String> data = new ArrayList<>();
    private String event = "";
    private String id = "";
    private boolean inside;

    private Reference() {}

    static Outcome read(byte[] bytes) {
        return new Reference().all(new String(bytes, ISO_8859_1));
    }

    /** In Latin-1 a character is a byte, and line ends are where they are in UTF-8. */
    private Outcome all(String bytes) {
        String[] lines = bytes.replaceFirst("^\u00EF\u00BB\u00BF", "").split("\r\n|\r|\n", -1);
        for (int i = 0; i < lines.length - 1; i++) {
            if (!isUtf8(lines[i])) {
                return new Outcome(events, Outcome.End.REFUSED);
            }
            line(utf8(lines[i]));
        }
        String rest = lines[lines.length - 1];
        if (!isUtf8(rest)) {
            return new Outcome(events, canGoOn(rest) ? Outcome.End.INSIDE_CHARACTER : Outcome.End.REFUSED);
        }
        if (!rest.isEmpty()) {
            line(utf8(rest));
            inside = true;
        }
        Outcome.End end = inside ? Outcome.End.INSIDE_EVENT : Outcome.End.COMPLETE;
        line("");
        return new Outcome(events, end);
    }

    private void line(String line) {
        if (line.isEmpty()) {
            if (!data.isEmpty()) {
                events.add(new ServerSentEvent(
                        event.isEmpty() ? "message" : event, String.join("\n", data), id.isEmpty() ? null : id));
            }
            data = new ArrayList<>();
            event = "";
            inside = false;
        } else if (!line.startsWith(":")) {
            inside = true;
            String[] parts = line.split(":", 2);
            field(parts[0], parts.length == 1 ? "" : parts[1].replaceFirst("^ ", ""));
        }
    }

    private void field(String name, String value) {
        if (name.equals("data")) {
            data.add(value);
        } else if (name.equals("event")) {
            event = value;
        } else if (name.equals("id") && !value.contains("\0")) {
            id = value;
        }
    }

    /** Whether something could follow that makes it UTF-8. */
    private static boolean canGoOn(String line) {
        for (int second : new int[] {0x80, 0x90, 0xA0}) {
            for (String more : new String[] {"", "\u0080", "\u0080\u0080"}) {
                if (isUtf8(line + (char) second + more) || isUtf8(line + more)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isUtf8(String line) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(line.getBytes(ISO_8859_1)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String utf8(String line) {
        return new String(line.getBytes(ISO_8859_1), UTF_8);
    }
}
