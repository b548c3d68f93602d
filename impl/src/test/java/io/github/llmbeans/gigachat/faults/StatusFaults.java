package io.github.llmbeans.gigachat.faults;

import static io.github.llmbeans.gigachat.faults.Expected.answer;
import static io.github.llmbeans.gigachat.faults.Expected.invalid;
import static io.github.llmbeans.gigachat.faults.Expected.late;
import static io.github.llmbeans.gigachat.faults.Expected.limited;
import static io.github.llmbeans.gigachat.faults.Expected.other;
import static io.github.llmbeans.gigachat.faults.Expected.refused;
import static io.github.llmbeans.gigachat.faults.Expected.unavailable;

import io.github.llmbeans.gigachat.Engines;
import java.util.ArrayList;
import java.util.List;

/** Answers whose status is an error. */
final class StatusFaults {
    private static final String WRONG_KEY = "gigachat.credentials";

    private StatusFaults() {}

    /** A JSON error as the API writes it. */
    static Play error(String status, String message) {
        String code = status.substring(0, 3);
        return link -> link.answer(status, Good.JSON, "{\"status\":" + code + ",\"message\":\"" + message + "\"}");
    }

    /** A page of a gateway that shows what it was sent. */
    static Play page(String status) {
        return link -> link.answer(
                status,
                "Content-Type: text/html\r\n",
                "<html><head><title>" + status + "</title></head><body><h1>nginx</h1><!-- "
                        + link.header("authorization") + " --><p>" + link.header("authorization")
                        + "</p></body></html>");
    }

    static Play empty(String status) {
        return link -> link.answer(status, "", "");
    }

    static List<Fault> refusals() {
        return List.of(
                Fault.of("400")
                        .play(error("400 Bad Request", "Your request contains invalid JSON syntax."))
                        .chats(invalid().status(400).says("invalid JSON syntax"))
                        .spot(Spot.TOKEN, refused().status(400).says(WRONG_KEY)),
                unauthorized("401 Unauthorized", error("401 Unauthorized", "Unauthorized"), "\"Unauthorized\""),
                unauthorized(
                        "401 Token has expired",
                        error("401 Unauthorized", "Token has expired"),
                        "\"Token has expired\""),
                unauthorized("401 without a body", empty("401 Unauthorized"), "without a message"),
                unauthorized(
                        "401 that repeats key and token",
                        link -> link.answer(
                                "401 Unauthorized",
                                Good.JSON,
                                "{\"status\":401,\"message\":\"Bad: " + link.header("authorization") + "\"}"),
                        "***"),
                once("401 Unauthorized, once", error("401 Unauthorized", "Unauthorized")),
                once("401 Token has expired, once", error("401 Unauthorized", "Token has expired")),
                once("401 without a body, once", empty("401 Unauthorized")),
                Fault.of("402")
                        .play(error("402 Payment Required", "Payment Required"))
                        .chats(other().status(402).says("token package", "buy more tokens"))
                        .spot(Spot.TOKEN, unavailable().status(402).says("\"Payment Required\"")),
                Fault.of("403")
                        .play(error("403 Forbidden", "Permission denied"))
                        .chats(refused().status(403).says("\"Permission denied\"", "tariff"))
                        .spot(Spot.TOKEN, refused().status(403).says(WRONG_KEY)),
                Fault.of("403 without a body")
                        .play(empty("403 Forbidden"))
                        .chats(refused().status(403).says("without a message", "gigachat.scope", "{setting}"))
                        .spot(Spot.TOKEN, refused().status(403).says("without a message", WRONG_KEY)),
                Fault.of("403 with a page")
                        .play(page("403 Forbidden"))
                        .chats(refused().status(403).says("403 Forbidden nginx", "{setting}"))
                        .spot(Spot.TOKEN, refused().status(403).says("403 Forbidden nginx", WRONG_KEY)),
                Fault.of("404")
                        .play(error("404 Not Found", "No such model"))
                        .chats(invalid().status(404).says("gigachat.model", "{setting}", "'GigaChat-2-Pro'"))
                        .spot(Spot.TOKEN, unavailable().status(404).says("no token endpoint", "{setting}")),
                Fault.of("404 with a page")
                        .play(page("404 Not Found"))
                        .chats(invalid().status(404).says("404 Not Found nginx", "gigachat.model", "{setting}"))
                        .spot(Spot.TOKEN, unavailable().status(404).says("no token endpoint", "{setting}")),
                Fault.of("408")
                        .play(error("408 Request Timeout", "Request Timeout"))
                        .everywhere(late().status(408).repeated().says("answered 408")),
                Fault.of("413")
                        .play(error("413 Payload Too Large", "Payload too large"))
                        .chats(invalid().status(413).says("longer than the model's context"))
                        .spot(Spot.TOKEN, unavailable().status(413).says("Payload too large")),
                Fault.of("422")
                        .play(error(
                                "422 Unprocessable Entity",
                                "Invalid params: repetition_penalty must be in range (0, +inf)"))
                        .chats(invalid().status(422).says("repetition_penalty must be in range (0, +inf)"))
                        .spot(Spot.TOKEN, unavailable().status(422).says("repetition_penalty")));
    }

    private static Fault unauthorized(String name, Play play, String says) {
        return Fault.of(name)
                .play(play)
                .chats(refused()
                        .status(401)
                        .requests(2, 2)
                        .says(
                                Engines.readsRefusals() ? says : "without a message",
                                "fresh access token",
                                WRONG_KEY,
                                "{setting}"))
                .spot(Spot.TOKEN, refused().status(401).says(says, WRONG_KEY, "gigachat.scope"));
    }

    private static Fault once(String name, Play play) {
        return Fault.of(name)
                .once()
                .play(play)
                .chats(answer().requests(2, 2))
                .spot(Spot.TOKEN, refused().status(401).says(WRONG_KEY));
    }

    static List<Fault> failures() {
        List<Fault> all = new ArrayList<>();
        for (String status : List.of(
                "500 Internal Server Error", "502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout")) {
            String code = status.substring(0, 3);
            all.add(Fault.of(code + " with a page")
                    .play(page(status))
                    .everywhere(unavailable()
                            .status(Integer.parseInt(code))
                            .repeated()
                            .says("answered " + code, status)));
        }
        all.add(Fault.of("500")
                .play(error("500 Internal Server Error", "Internal Server Error"))
                .everywhere(unavailable().status(500).repeated().says("\"Internal Server Error\"")));
        all.add(Fault.of("503 of a type that is none")
                .play(link -> link.answer(
                        "503 Service Unavailable",
                        "Content-Type: ;;;\r\n",
                        "{\"status\":503,\"message\":\"Maintenance\"}"))
                .everywhere(unavailable().status(503).repeated().says("\"Maintenance\"")));
        all.add(Fault.of("503 in gzip")
                .play(link -> link.answer(
                        "503 Service Unavailable", Good.JSON + "Content-Encoding: gzip\r\n", Good.gzip("Maintenance")))
                .everywhere(unavailable().status(503).repeated().says("answered 503")));
        all.add(Fault.of("503 whose body breaks off")
                .play(link -> {
                    link.send("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 100\r\n\r\nMaintenance");
                    link.cut();
                })
                .everywhere(unavailable().status(503).repeated().says("\"Maintenance\"")));
        all.add(Fault.of("503 without a body")
                .play(empty("503 Service Unavailable"))
                .everywhere(unavailable().status(503).repeated().says("without a message")));
        all.add(Fault.of("503, once")
                .once()
                .play(empty("503 Service Unavailable"))
                .chats(answer().requests(1, 2))
                .spot(Spot.TOKEN, answer().requests(2, 1)));
        all.add(Fault.of("429, once")
                .once()
                .play(error("429 Too Many Requests", "Too many requests"))
                .chats(answer().requests(1, 2))
                .spot(Spot.TOKEN, answer().requests(2, 1)));
        return all;
    }

    static List<Fault> redirects(Places places) {
        List<Fault> all = new ArrayList<>();
        for (String status : List.of(
                "301 Moved Permanently",
                "302 Found",
                "303 See Other",
                "307 Temporary Redirect",
                "308 Permanent Redirect")) {
            int code = Integer.parseInt(status.substring(0, 3));
            all.add(Fault.of(code + " to another host")
                    .play(link -> link.answer(status, "Location: " + places.stranger.uri() + link.path() + "\r\n", ""))
                    .everywhere(unavailable().status(code).says("Redirects are not followed", "check {setting}")));
        }
        return all;
    }

    static Expected tooMany() {
        return limited().says("Too many requests");
    }
}
