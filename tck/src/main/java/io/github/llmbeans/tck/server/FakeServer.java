package io.github.llmbeans.tck.server;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Response;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import wiremock.org.eclipse.jetty.server.HttpConnection;

/**
 * An HTTP server for tests: real sockets on the loopback address, every request kept, every answer decided by a
 * {@link Handler}, faults on demand, bodies played {@linkplain BodySteps step by step}, and an eye on clients that hang up.
 *
 * <p>It speaks HTTP/1.1, answers nobody but this machine, logs nothing but a failing handler, and adds no header of its own
 * beside {@code Content-Length} (or {@code Transfer-Encoding}). Thread-safe.
 *
 * <p>Some requests never reach the handler, and are not kept: paths that start with {@code /__admin} or {@code /__files}, and
 * requests whose path, query or form is not validly percent-encoded. A request body that came with
 * {@code Content-Encoding: gzip} is kept unpacked.
 *
 * <pre>{@code
 * try (FakeServer server = FakeServer.start(request -> Reply.json(200, "{}"))) {
 *     callSomethingAt(server.uri());
 *     assertThat(server.requests()).hasSize(1);
 * }
 * }</pre>
 */
public final class FakeServer implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(FakeServer.class.getName());

    private final Handler handler;
    private final boolean https;
    private final Requests requests;
    private final List<Gate> gates = new CopyOnWriteArrayList<>();
    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
    private final AtomicInteger hangUps = new AtomicInteger();
    private volatile boolean closing;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final WireMockServer server;

    FakeServer(FakeServerBuilder settings) {
        this.handler = settings.handler;
        this.https = settings.https;
        this.requests = new Requests(settings.clock);
        this.server = WireMockFactory.start(settings.port, settings.https, settings.threads, new Bridge(this::answer));
    }

    /**
     * Starts a server on a free port, with all defaults of {@link #builder()}.
     *
     * @param handler what decides the answers
     * @return the running server
     * @throws IllegalStateException if no server can be started
     */
    public static FakeServer start(Handler handler) {
        return builder().handler(handler).start();
    }

    /**
     * Prepares a server.
     *
     * @return a builder with the defaults written at its methods
     */
    public static FakeServerBuilder builder() {
        return new FakeServerBuilder();
    }

    /**
     * The certificate that every fake server shows over HTTPS, so that a test can tell its client to trust it. It is self-signed,
     * made for {@code localhost} and {@code 127.0.0.1}, and its private key is no secret: trust it in tests only.
     *
     * @return the certificate
     */
    public static X509Certificate certificate() {
        return Certificates.certificate();
    }

    /**
     * {@link #certificate()} as a client takes it from a file.
     *
     * @return a PEM text of one certificate
     */
    public static String certificatePem() {
        return Certificates.pem();
    }

    /**
     * What a server of your own shows {@link #certificate()} with.
     *
     * @return a new context
     */
    public static SSLContext sslContext() {
        return Certificates.context();
    }

    /**
     * Where the server answers plain HTTP.
     *
     * @return for instance {@code http://127.0.0.1:40001}, without a slash at the end
     */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /**
     * Where the server answers HTTPS, with {@link #certificate()}.
     *
     * @return for instance {@code https://127.0.0.1:40002}, without a slash at the end
     * @throws IllegalStateException if HTTPS was not asked for when the server was built
     */
    public URI httpsUri() {
        if (!https) {
            throw new IllegalStateException("this server was built without https(true)");
        }
        return URI.create("https://127.0.0.1:" + server.httpsPort());
    }

    /**
     * The requests so far, in the order they came in, those still waiting for their answer included.
     *
     * @return an unmodifiable copy
     */
    public List<RecordedRequest> requests() {
        return requests.all();
    }

    /**
     * How many clients have hung up before their answer had ended, forgotten requests included. A request is counted when
     * its answer has stopped, see {@link RecordedRequest#awaitEnding}; {@link RecordedRequest#awaitHangUp} may tell it earlier.
     *
     * @return 0 or more
     */
    public int hangUps() {
        return hangUps.get();
    }

    /**
     * How many requests are being answered at this moment, held and silent ones included.
     *
     * @return 0 or more
     */
    public int underWay() {
        return exchanges.size();
    }

    /** Forgets the requests so far. Their numbers are not used again. */
    public void clearRequests() {
        requests.clear();
    }

    /**
     * Makes a gate that this server opens when it is closed.
     *
     * @return a closed gate
     */
    public Gate gate() {
        Gate gate = new Gate();
        gates.removeIf(Gate::isOpen);
        gates.add(gate);
        if (closing) {
            gate.open();
        }
        return gate;
    }

    /** Opens the gates, ends the delays and the bodies that are on their way, drops the connections and frees the port. Calling it again does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            closing = true;
            exchanges.forEach(Exchange::close);
            gates.forEach(Gate::open);
            server.stop();
        }
    }

    private Response answer(Bridge.Incoming incoming) {
        HttpConnection connection = HttpConnection.getCurrentConnection();
        Exchange exchange = new Exchange();
        RecordedRequest request = requests.record(incoming, exchange);
        begin(exchange);
        HangUpWatch watch = HangUpWatch.start(connection, exchange::leave);
        Reply reply = decide(request);
        try {
            exchange.pause(reply.delay());
            return send(reply, connection, exchange);
        } finally {
            watch.stop();
            finish(reply, exchange, reply.sending().fault() == null ? Ending.SENT : Ending.BROKEN_OFF);
        }
    }

    private void begin(Exchange exchange) {
        exchanges.add(exchange);
        if (closing) {
            exchange.close();
        }
    }

    private void finish(Reply reply, Exchange exchange, Ending otherwise) {
        Ending ending = exchange.decide(otherwise);
        if (!exchanges.remove(exchange)) {
            return;
        }
        if (ending == Ending.HUNG_UP) {
            hangUps.incrementAndGet();
        }
        try {
            reply.sending().whenEnded().accept(ending);
        } finally {
            exchange.end();
        }
    }

    private Response send(Reply reply, HttpConnection connection, Exchange exchange) {
        BodySteps steps = reply.sending().steps();
        if (steps == null || reply.sending().fault() != null) {
            return Responses.of(reply);
        }
        new BodyPlayer(connection, exchange, ending -> finish(reply, exchange, ending)).play(reply, steps);
        // Status, headers and body are gone; WireMock adds nothing but the end.
        return Responses.of(Reply.of(reply.status()));
    }

    private Reply decide(RecordedRequest request) {
        try {
            return Objects.requireNonNull(handler.handle(request), "the handler's reply");
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, () -> "the handler failed for " + request, e);
            String reason = Optional.ofNullable(e.getMessage()).orElse("no message");
            return Reply.text(
                    500,
                    "The handler of the fake server failed: " + e.getClass().getName() + ": " + reason);
        }
    }
}
