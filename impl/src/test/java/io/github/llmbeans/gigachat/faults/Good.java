package io.github.llmbeans.gigachat.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** How a server answers that works. */
final class Good {
    static final String OAUTH = "/oauth";
    static final String CHAT = "/v1/chat/completions";
    static final String JSON = "Content-Type: application/json; charset=utf-8\r\n";
    static final String EVENTS = "Content-Type: text/event-stream; charset=utf-8\r\n";

    static final String SECRET = "MARKED-secret-7f3a";
    static final String KEY =
            Base64.getEncoder().encodeToString(("MARKED-client-51c0:" + SECRET).getBytes(StandardCharsets.UTF_8));
    static final String ACCESS_TOKEN = "MARKED.token-9d2e";

    static final String TOKEN = "{\"access_token\":\"" + ACCESS_TOKEN + "\",\"expires_at\":9999999999999}";
    static final String ANSWER = "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Привет 👋\"},"
            + "\"index\":0,\"finish_reason\":\"stop\"}]}";
    static final String STREAM =
            "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"Привет 👋\"},\"index\":0}]}\n\n"
                    + "data: {\"choices\":[{\"delta\":{\"content\":\"\"},\"index\":0,\"finish_reason\":\"stop\"}]}\n\n"
                    + "data: [DONE]\n\n";
    static final String TEXT = "Привет 👋";

    private Good() {}

    /** What was asked for at this place. */
    static String body(Spot spot) {
        return switch (spot) {
            case TOKEN -> TOKEN;
            case COMPLETION -> ANSWER;
            case STREAM -> STREAM;
        };
    }

    static String type(Spot spot) {
        return spot == Spot.STREAM ? EVENTS : JSON;
    }

    static void answer(Link link) throws IOException {
        Spot spot = spot(link);
        link.answer("200 OK", type(spot), body(spot));
    }

    /** What a request is. */
    static Spot spot(Link link) {
        if (link.path().equals(OAUTH)) {
            return Spot.TOKEN;
        }
        return link.header("accept").contains("text/event-stream") ? Spot.STREAM : Spot.COMPLETION;
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
