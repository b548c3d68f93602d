package io.github.llmbeans.gigachat.faults;

import static io.github.llmbeans.gigachat.faults.Expected.late;
import static io.github.llmbeans.gigachat.faults.Expected.unavailable;

import io.github.llmbeans.gigachat.Engines;
import java.time.Duration;
import java.util.List;

/** No connection, or one that breaks or gets nowhere. */
final class NetworkFaults {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration DRIP = Duration.ofMillis(40);

    /** Each engine words that itself. */
    private static final String NO_HTTP = "gave no whole answer" + (Engines.resteasy() ? ": ProtocolException" : "");

    /** Not within 1 s; or not in time, where an engine's own timeout is that of the call and comes first on a busy machine. */
    private static final String IN_TIME = Engines.resteasy() ? "within 1 s" : "in ";

    private NetworkFaults() {}

    /** The JDK behind Jersey sends a request for a token that is lost again by itself, each time. */
    private static Expected lost(Expected token) {
        return Engines.jersey() ? token.requests(2 * token.attempts(), 0) : token;
    }

    static List<Fault> unreachable(Places places) {
        return List.of(
                Fault.of("nobody listens")
                        .at((spot, wire) -> places.dead)
                        .everywhere(unavailable()
                                .repeated()
                                .says("the address cannot be reached: connection refused", "Check {setting}")),
                Fault.of("unknown host")
                        .at((spot, wire) -> "https://no-such-host.invalid")
                        .everywhere(unavailable()
                                .repeated()
                                .says("unknown host 'no-such-host.invalid'", "Check {setting}")),
                Fault.of("connections are not accepted in time")
                        .at((spot, wire) -> places.full)
                        .option("connect-timeout", "0.05")
                        .everywhere(late().repeated().says("did not accept a connection in time", "Check {setting}")),
                Fault.of("certificate that nobody trusts")
                        .at((spot, wire) -> places.server.httpsUri().toString())
                        .everywhere(unavailable().says("Russian Trusted Root CA", "gigachat.ca-bundle-file")),
                Fault.of("no TLS at an https address")
                        .at((spot, wire) -> places.server.uri().toString().replace("http:", "https:"))
                        .everywhere(unavailable().says("does not speak TLS", "look at the scheme of {setting}")));
    }

    static List<Fault> broken() {
        return List.of(
                Fault.of("connection reset before the answer")
                        .play(Link::reset)
                        .chats(unavailable()
                                .says(
                                        "gave no whole answer: SocketException Connection reset",
                                        "It may have done what it was asked for"))
                        .spot(
                                Spot.TOKEN,
                                lost(unavailable()
                                        .repeated()
                                        .says("gave no whole answer: SocketException Connection reset"))),
                Fault.of("connection closed before the answer")
                        .play(Link::cut)
                        .chats(unavailable().repeated().says("closed the connection without an answer"))
                        .spot(
                                Spot.TOKEN,
                                lost(unavailable().repeated().says("closed the connection without an answer"))),
                Fault.of("connection reset in the headers")
                        .play(link -> {
                            link.send("HTTP/1.1 200 OK\r\nContent-Ty");
                            link.reset();
                        })
                        .chats(unavailable()
                                .says(
                                        "gave no whole answer: SocketException Connection reset",
                                        "It may have done what it was asked for"))
                        .spot(
                                Spot.TOKEN,
                                lost(unavailable()
                                        .repeated()
                                        .says("gave no whole answer: SocketException Connection reset"))),
                Fault.of("connection closed in the headers")
                        .play(link -> {
                            link.send("HTTP/1.1 200 OK\r\nContent-Ty");
                            link.cut();
                        })
                        .chats(unavailable().says(NO_HTTP))
                        .spot(Spot.TOKEN, unavailable().repeated().says(NO_HTTP)),
                Fault.of("connection reset after the headers")
                        .play((spot, link) -> l -> {
                            l.send(head(spot) + "Content-Length: 500\r\n\r\n");
                            l.reset();
                        })
                        .chats(unavailable().says("SocketException Connection reset"))
                        .spot(Spot.STREAM, unavailable().says("broke off before its first piece"))
                        .spot(Spot.TOKEN, unavailable().repeated().says("SocketException Connection reset")),
                Fault.of("half a body, then closed")
                        .play((spot, link) -> l -> {
                            l.send(head(spot) + "Content-Length: 500\r\n\r\n"
                                    + Good.body(spot).substring(0, 20));
                            l.cut();
                        })
                        .spot(Spot.COMPLETION, unavailable().says("gave no whole answer", "It may have done what"))
                        .spot(Spot.STREAM, unavailable().says("broke off before its first piece"))
                        .spot(Spot.TOKEN, unavailable().repeated().says("gave no whole answer")),
                Fault.of("half a chunked body, then closed")
                        .play((spot, link) -> l -> {
                            l.send(head(spot) + "Transfer-Encoding: chunked\r\n\r\n14\r\n"
                                    + Good.body(spot).substring(0, 20) + "\r\n");
                            l.cut();
                        })
                        .spot(Spot.COMPLETION, unavailable().says("gave no whole answer", "It may have done what"))
                        .spot(Spot.STREAM, unavailable().says("broke off before its first piece"))
                        .spot(Spot.TOKEN, unavailable().repeated().says("gave no whole answer")),
                Fault.of("half a body of no announced length")
                        .play((spot, link) -> l -> {
                            l.send(head(spot) + "Connection: close\r\n\r\n"
                                    + Good.body(spot).substring(0, 20));
                            l.cut();
                        })
                        .everywhere(unavailable().status(200).says("not what was asked for", "Check {setting}"))
                        .spot(Spot.STREAM, unavailable().says("ended inside an event")),
                Fault.of("bytes that are not HTTP")
                        .play(link -> {
                            link.send("SSH-2.0-OpenSSH_9.6\r\n\r\n");
                            link.cut();
                        })
                        .chats(unavailable().says(NO_HTTP))
                        .spot(Spot.TOKEN, unavailable().repeated().says(NO_HTTP)));
    }

    static List<Fault> endless() {
        return List.of(
                Fault.of("no answer")
                        .play(Link::silence)
                        .within(SHORT)
                        .option("stream-idle-timeout", "5")
                        .everywhere(late().says(IN_TIME)),
                Fault.of("headers that drip")
                        .play(link -> {
                            link.send("HTTP/1.1 200 OK\r\n");
                            link.endless("X-Slow: yes\r\n", DRIP);
                        })
                        .heldUnless(Engines.closesBeforeTheAnswer())
                        .within(SHORT)
                        .everywhere(late().says("within 1 s")),
                Fault.of("a header line that never ends")
                        .play(link -> {
                            link.send("HTTP/1.1 200 OK\r\nX-Slow: ");
                            link.endless("yes", DRIP);
                        })
                        .heldUnless(Engines.closesBeforeTheAnswer())
                        .within(SHORT)
                        .everywhere(late().says("within 1 s")),
                Fault.of("a body that drips")
                        .play((spot, link) -> l -> {
                            l.send(head(spot) + "Transfer-Encoding: chunked\r\n\r\n");
                            l.endless(spot == Spot.STREAM ? "7\r\n: wait\n\r\n" : "1\r\n \r\n", DRIP);
                        })
                        .within(SHORT)
                        .everywhere(late().says("within 1 s"))
                        .spot(Spot.STREAM, late().says("within 1 s")),
                Fault.of("a body that never ends")
                        .play((spot, link) -> l -> {
                            l.send(head(spot) + "Transfer-Encoding: chunked\r\n\r\n");
                            l.endless("400\r\n" + "x".repeat(1024) + "\r\n", Duration.ZERO);
                        })
                        .option("max-response-bytes", "65536")
                        .chats(unavailable().status(200).says("longer than 65536 bytes", "gigachat.max-response-bytes"))
                        .spot(Spot.STREAM, unavailable().says("longer than", "gigachat.max-response-bytes"))
                        .spot(Spot.TOKEN, unavailable().status(200).says("not what was asked for", "Check {setting}")),
                Fault.of("500 with a body that never ends")
                        .play(link -> {
                            link.send("HTTP/1.1 500 Internal Server Error\r\nTransfer-Encoding: chunked\r\n\r\n");
                            link.send("4\r\nOops\r\n");
                            link.endless("400\r\n" + " ".repeat(1024) + "\r\n", Duration.ZERO);
                        })
                        .everywhere(unavailable().status(500).repeated().says("answered 500", "\"Oops\"")));
    }

    private static String head(Spot spot) {
        return "HTTP/1.1 200 OK\r\n" + Good.type(spot);
    }
}
