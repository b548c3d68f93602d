package io.github.llmbeans.gigachat.faults;

import static io.github.llmbeans.gigachat.faults.Expected.answer;
import static io.github.llmbeans.gigachat.faults.Expected.limited;
import static io.github.llmbeans.gigachat.faults.Expected.refused;
import static io.github.llmbeans.gigachat.faults.Expected.unavailable;

import io.github.llmbeans.gigachat.Engines;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Answers with status 200 that are not what was asked for. */
final class BodyFaults {
    private static final String OK = "200 OK";
    private static final Expected UNREADABLE =
            unavailable().status(200).says("not what was asked for", "Check {setting}");

    private static final Expected BROKEN = unavailable().says("gave no whole answer");

    private BodyFaults() {}

    static List<Fault> all() {
        List<Fault> all = new ArrayList<>(types());
        all.addAll(texts());
        all.addAll(errorsInside());
        return all;
    }

    private static List<Fault> types() {
        return List.of(
                Fault.of("a good body of type text/plain")
                        .play((spot, link) -> l -> l.answer(OK, "Content-Type: text/plain\r\n", Good.body(spot)))
                        .everywhere(answer())
                        .spot(Spot.STREAM, UNREADABLE),
                Fault.of("a good body without a type")
                        .play((spot, link) -> l -> l.answer(OK, "", Good.body(spot)))
                        .everywhere(answer())
                        .spot(
                                Spot.STREAM,
                                unavailable()
                                        .status(200)
                                        .says("with a body without a Content-Type", "Check {setting}")),
                Fault.of("a good body with a type that is none")
                        .play((spot, link) -> l -> l.answer(OK, "Content-Type: ;;;\r\n", Good.body(spot)))
                        .everywhere(answer())
                        .spot(
                                Spot.STREAM,
                                Engines.readsBrokenTypes()
                                        ? unavailable().status(200).says("with a body of type ;;;", "Check {setting}")
                                        : answer()),
                Fault.of("a page without a type")
                        .play(link -> link.answer(OK, "", "<h1>Sign in</h1>"))
                        .everywhere(unavailable().status(200).says("with a body without a Content-Type")),
                Fault.of("a sign-in page").play(StatusFaults.page(OK)).everywhere(UNREADABLE),
                Fault.of("windows-1251")
                        .play((spot, link) -> l -> l.answer(
                                OK,
                                Good.type(spot).replace("utf-8", "windows-1251"),
                                cyrillic(spot).getBytes(Charset.forName("windows-1251"))))
                        .everywhere(unavailable().status(200).says("not UTF-8", "windows-1251"))
                        .spot(Spot.STREAM, unavailable().says("not UTF-8")),
                Fault.of("UTF-16")
                        .play((spot, link) -> l -> l.answer(
                                OK,
                                Good.type(spot).replace("utf-8", "utf-16"),
                                Good.body(spot).getBytes(StandardCharsets.UTF_16)))
                        .everywhere(unavailable().status(200).says("not UTF-8", "utf-16"))
                        .spot(Spot.STREAM, unavailable().says("not UTF-8")),
                Fault.of("a charset that does not exist")
                        .play((spot, link) ->
                                l -> l.answer(OK, Good.type(spot).replace("utf-8", "no-such"), Good.body(spot)))
                        .chats(Engines.readsAnyCharset() ? answer() : BROKEN)
                        .spot(Spot.TOKEN, Engines.readsAnyCharset() ? answer() : BROKEN.repeated()),
                Fault.of("gzip that nobody asked for")
                        .play((spot, link) -> l -> l.answer(
                                OK, Good.type(spot) + "Content-Encoding: gzip\r\n", Good.gzip(Good.body(spot))))
                        .everywhere(unavailable().status(200).says("gzip")),
                Fault.of("gzip that nobody asked for and that does not end")
                        .play((spot, link) -> l -> {
                            l.send("HTTP/1.1 200 OK\r\n" + Good.type(spot)
                                    + "Content-Encoding: gzip\r\nContent-Length: 10000\r\n\r\n");
                            l.send(Good.gzip(Good.body(spot)));
                            l.silence();
                        })
                        .everywhere(unavailable().status(200).says("in the encoding \"gzip\"")),
                Fault.of("another encoding that nobody asked for")
                        .play((spot, link) -> l ->
                                l.answer(OK, Good.type(spot) + "Content-Encoding: br\r\n", Good.gzip(Good.body(spot))))
                        .everywhere(unavailable().status(200).says("in the encoding \"br\"")),
                Fault.of("gzip that nobody asked for and that is not told")
                        .play((spot, link) -> l -> l.answer(OK, Good.type(spot), Good.gzip(Good.body(spot))))
                        .everywhere(unavailable().status(200).says("not UTF-8"))
                        .spot(Spot.STREAM, unavailable().says("not UTF-8")));
    }

    private static List<Fault> texts() {
        return List.of(
                json("an empty body", "", "").spot(Spot.STREAM, unavailable().says("ended without [DONE]")),
                json("JSON that breaks off", "{\"choices\":[{\"me", "{\"choices\":[{\"del"),
                json("JSON that is none", "{'choices': none}", "{'choices': none}"),
                json("another object", "{\"data\":[]}", "{\"data\":[]}"),
                json("a list", "[]", "[]"),
                json("null", "null", "null"),
                json("a text", "\"good\"", "\"good\""),
                json(
                        "members of other types",
                        "{\"access_token\":{\"a\":1},\"expires_at\":\"soon\",\"choices\":{\"message\":1}}",
                        "{\"choices\":\"none\"}"),
                json(
                        "nesting without end",
                        "{\"choices\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}",
                        "{\"choices\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}"));
    }

    private static Fault json(String name, String body, String event) {
        return Fault.of(name)
                .play((spot, link) -> l -> l.answer(
                        OK,
                        Good.type(spot),
                        spot == Spot.STREAM && !event.isEmpty() ? "data: " + event + "\n\n" : body))
                .everywhere(UNREADABLE)
                .spot(Spot.STREAM, unavailable().status(200).says("an event is not what was asked for"));
    }

    private static List<Fault> errorsInside() {
        return List.of(
                inside("an error 429 inside", "{\"status\":429,\"message\":\"Too many requests\"}")
                        .everywhere(limited().says("Too many requests")),
                inside("an error 401 inside", "{\"status\":401,\"message\":\"Unauthorized\"}")
                        .chats(refused().status(401).requests(2, 2).says("Unauthorized", "gigachat.credentials"))
                        .spot(Spot.TOKEN, refused().status(401).says("Unauthorized", "gigachat.credentials")),
                Fault.of("an error 429 as the first event")
                        .play(link -> link.answer(
                                OK, Good.EVENTS, "data: {\"status\":429,\"message\":\"Too many requests\"}\n\n"))
                        .spot(Spot.STREAM, limited().says("Too many requests")),
                Fault.of("an error 401 as the first event")
                        .play(link ->
                                link.answer(OK, Good.EVENTS, "data: {\"status\":401,\"message\":\"Unauthorized\"}\n\n"))
                        .spot(
                                Spot.STREAM,
                                refused().status(401).requests(2, 2).says("Unauthorized", "gigachat.credentials")),
                Fault.of("an error 401 as the first event, once")
                        .once()
                        .play(link ->
                                link.answer(OK, Good.EVENTS, "data: {\"status\":401,\"message\":\"Unauthorized\"}\n\n"))
                        .spot(Spot.STREAM, answer().requests(2, 2)));
    }

    private static Fault inside(String name, String body) {
        return Fault.of(name).play(link -> link.answer(OK, Good.JSON, body));
    }

    private static String cyrillic(Spot spot) {
        return switch (spot) {
            case TOKEN -> "{\"note\":\"ключ\",\"access_token\":\"abc\",\"expires_at\":9999999999999}";
            case COMPLETION -> Good.ANSWER.replace("👋", "");
            case STREAM -> Good.STREAM.replace("👋", "");
        };
    }
}
