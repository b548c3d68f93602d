package io.github.llmbeans.gigachat.benchmark.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Canned answers in the shape of GigaChat's, as bytes that only need to be sent. */
final class Answers {
    /** How many pieces a streamed answer has. */
    static final int PIECES = 20;

    private static final long LIFETIME_MILLIS = 30 * 60 * 1000L;
    private static final String IDS = "X-Request-Id: 5a1d7a52-7f3b-4e0c-8a1e-2c9f0b6d4e11\r\n"
            + "X-Session-Id: 0b7c1e6f-2d34-4d8a-9c3e-7f5a1b2c3d44\r\n";
    private static final String FACTS =
            "\"created\":1790000000,\"model\":\"GigaChat-2-Pro:2.0.30.01\",\"object\":\"chat.completion\"";
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":28,\"completion_tokens\":60,\"total_tokens\":88,"
            + "\"precached_prompt_tokens\":4}";
    private static final String PIECE = "Бин живёт в контейнере. ";

    private Answers() {}

    /** The whole answer at once. */
    static byte[] completion() {
        String text = PIECE.repeat(PIECES);
        return json(
                "200 OK",
                IDS,
                "{\"choices\":[{\"message\":{\"content\":\"" + text
                        + "\",\"role\":\"assistant\"},\"index\":0,\"finish_reason\":\"stop\"}]," + FACTS + "," + USAGE
                        + "}");
    }

    /** The same answer in pieces: the head with the first piece, each further piece, and the end. */
    static List<byte[]> stream() {
        List<byte[]> parts = new ArrayList<>();
        parts.add(joined(List.of(
                ascii("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n" + IDS
                        + "Transfer-Encoding: chunked\r\n\r\n"),
                event("{\"choices\":[{\"delta\":{\"content\":\"" + PIECE + "\",\"role\":\"assistant\"},\"index\":0}],"
                        + FACTS + "}"))));
        for (int i = 1; i < PIECES; i++) {
            parts.add(event("{\"choices\":[{\"delta\":{\"content\":\"" + PIECE + "\"},\"index\":0}]," + FACTS + "}"));
        }
        parts.add(joined(List.of(
                event("{\"choices\":[{\"delta\":{\"content\":\"\"},\"index\":0,\"finish_reason\":\"stop\"}]," + FACTS
                        + "," + USAGE + "}"),
                event("[DONE]"),
                ascii("0\r\n\r\n"))));
        return parts;
    }

    /** A fresh token; the Date is that of this machine, for clients whose clock is elsewhere. */
    static byte[] token(int generation) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        return json(
                "200 OK",
                "Date: " + date + "\r\n",
                String.format(
                        Locale.ROOT,
                        "{\"access_token\":\"%s\",\"expires_at\":%d}",
                        tokenText(generation),
                        System.currentTimeMillis() + LIFETIME_MILLIS));
    }

    static String tokenText(int generation) {
        return "benchmark-token-" + "x".repeat(900) + "-" + generation;
    }

    static byte[] expired() {
        return json("401 Unauthorized", IDS, "{\"status\":401,\"message\":\"Token has expired\"}");
    }

    static byte[] text(String body) {
        return json("200 OK", "", body);
    }

    static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] json(String status, String headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return joined(List.of(
                ascii("HTTP/1.1 " + status + "\r\nContent-Type: application/json; charset=utf-8\r\n" + headers
                        + "Content-Length: " + bytes.length + "\r\n\r\n"),
                bytes));
    }

    private static byte[] event(String data) {
        byte[] bytes = ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
        return joined(List.of(ascii(Integer.toHexString(bytes.length) + "\r\n"), bytes, ascii("\r\n")));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
