package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.FakeServer;
import io.github.llmbeans.tck.server.Fault;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A stand-in for GigaChat on a free loopback port: real tokens that expire, chat completions plain and streamed, models,
 * every documented refusal, limits, and faults on demand. It needs no key and no network, and answers nobody but this
 * machine.
 *
 * <pre>{@code
 * try (GigaChatSimulator sim = GigaChatSimulator.start()) {
 *     sim.script(Endpoint.COMPLETIONS, WireErrors.tooManyRequests().header("Retry-After", "1"));
 *     // point a client at sim.baseUrl(), sim.authUrl() with sim.credentials() and sim.scope()
 *     assertThat(sim.completionRequests()).hasSize(2);
 * }
 * }</pre>
 *
 * <p>An answer is decided when its request arrives, in this order: scripted replies, then {@link #always}, then the limit
 * on concurrent requests, then the rules of the service. A gate or a delay holds the decided answer back. A request counts as
 * running until its answer starts, a stream until it has ended. Thread-safe.
 */
public final class GigaChatSimulator implements AutoCloseable {

    /** Where {@code GET}, without a token, gives {@link #streams()} as JSON to a test that is in another process. */
    public static final String STREAMS_PATH = "/simulator/streams";

    private final FakeServer server;
    private final URI root;
    private final String credentials;
    private final String scope;
    private final Tokens tokens;
    private final OAuthRules oauth;
    private final ApiRules api;
    private final WireHeaders headers;
    private final Desks desks;
    private final StreamTally tally = new StreamTally();

    GigaChatSimulator(SimulatorBuilder settings) {
        Json.load();
        credentials = settings.credentials == null ? Key.generate(settings.ids) : settings.credentials;
        scope = settings.scope;
        tokens = new Tokens(settings.clock, settings.tokenLifetime, settings.ids);
        oauth = new OAuthRules(credentials, scope, settings.expiresAtUnit, tokens);
        api = new ApiRules(tokens, settings.requireUserAgent, new ChatEndpoint(settings));
        headers = new WireHeaders(settings.clock, settings.ids);
        desks = new Desks(settings);
        server = FakeServer.builder()
                .port(settings.port)
                .https(settings.https)
                .threads(settings.threads)
                .clock(settings.clock)
                .handler(this::answer)
                .start();
        root = settings.https ? server.httpsUri() : server.uri();
    }

    /**
     * Starts a simulator with all defaults of {@link #builder()}.
     *
     * @return the running simulator
     */
    public static GigaChatSimulator start() {
        return builder().start();
    }

    /**
     * Prepares a simulator.
     *
     * @return a builder with the defaults written at its methods
     */
    public static SimulatorBuilder builder() {
        return new SimulatorBuilder();
    }

    /**
     * What a client takes as its base URL.
     *
     * @return for instance {@code http://127.0.0.1:40001/v1}, without a slash at the end; the old host's {@code /api/v1}
     *     works as well
     */
    public String baseUrl() {
        return root + "/v1";
    }

    /**
     * The full address of the token endpoint.
     *
     * @return for instance {@code http://127.0.0.1:40001/api/v2/oauth}
     */
    public String authUrl() {
        return root + "/api/v2/oauth";
    }

    /**
     * The one authorization key that this simulator accepts.
     *
     * @return the base64 of id and secret
     */
    public String credentials() {
        return credentials;
    }

    /**
     * The one scope that the key belongs to.
     *
     * @return for instance {@code GIGACHAT_API_PERS}
     */
    public String scope() {
        return scope;
    }

    /** Forgets all access tokens: each is answered with 401 {@code Unauthorized} from now on. */
    public void revokeAllTokens() {
        tokens.revokeAll();
    }

    /**
     * Everything that came in, in order, but for questions at {@link #STREAMS_PATH}; the requests still waiting for their answer included.
     *
     * @return an unmodifiable copy
     */
    public List<RecordedRequest> requests() {
        return server.requests().stream()
                .filter(request -> !request.path().equals(STREAMS_PATH))
                .toList();
    }

    /**
     * What came in for one endpoint, in order.
     *
     * @param endpoint the endpoint
     * @return an unmodifiable copy
     */
    public List<RecordedRequest> requests(Endpoint endpoint) {
        Objects.requireNonNull(endpoint, "endpoint");
        return requests().stream()
                .filter(request -> Endpoint.of(request.path()) == endpoint)
                .toList();
    }

    /**
     * The requests for tokens, in order.
     *
     * @return an unmodifiable copy
     */
    public List<RecordedRequest> tokenRequests() {
        return requests(Endpoint.OAUTH);
    }

    /**
     * The requests for chat completions, in order.
     *
     * @return an unmodifiable copy
     */
    public List<RecordedRequest> completionRequests() {
        return requests(Endpoint.COMPLETIONS);
    }

    /**
     * The highest number of requests of one endpoint that were running at the same time, since the start or the last
     * {@link #reset()}; those refused by the limit are not counted.
     *
     * @param endpoint the endpoint
     * @return 0 or more
     */
    public int mostAtOnce(Endpoint endpoint) {
        return desks.of(endpoint).peak();
    }

    /**
     * What became of the streams so far, scripted ones included. A stream is counted from the moment its answer is decided.
     *
     * @return the counts at this moment
     */
    public StreamCounts streams() {
        return tally.counts();
    }

    /**
     * Waits until at least so many streams have been left by their clients before their end.
     *
     * @param expected how many since the start, 0 or more
     * @param limit how long to wait at most
     * @throws AssertionError if the time is over first, with the counts seen, or if the waiting thread is interrupted (its
     *     flag stays set)
     */
    public void awaitHungUpStreams(int expected, Duration limit) {
        tally.await(expected + " streams hung up", counts -> counts.hungUp() >= expected, limit);
    }

    /**
     * Waits until exactly so many streams are open.
     *
     * @param expected how many, 0 or more
     * @param limit how long to wait at most
     * @throws AssertionError if the time is over first, with the counts seen, or if the waiting thread is interrupted (its
     *     flag stays set)
     */
    public void awaitOpenStreams(int expected, Duration limit) {
        tally.await(expected + " open streams", counts -> counts.open() == expected, limit);
    }

    /**
     * Holds the answers to requests that arrive from now on, until the gate is opened. Closing or resetting opens it.
     *
     * @param endpoint whose answers
     * @return the closed gate
     */
    public Gate hold(Endpoint endpoint) {
        Desk desk = desks.of(endpoint);
        Gate gate = server.gate();
        desk.hold(gate);
        return gate;
    }

    /**
     * Answers the next requests with these replies, one each, in order, after those scripted earlier; then everything is
     * as before. A reply brings its own delay; {@code Date}, {@code X-Request-Id} and the like are added if it has none.
     *
     * @param endpoint whose answers
     * @param replies the replies
     */
    public void script(Endpoint endpoint, Reply... replies) {
        desks.of(endpoint).script(List.of(replies));
    }

    /**
     * Breaks the next answers, one each, in order.
     *
     * @param endpoint whose answers
     * @param faults the faults; {@link Fault#TRUNCATED_BODY} cuts a good completion
     */
    public void script(Endpoint endpoint, Fault... faults) {
        desks.of(endpoint)
                .script(Arrays.stream(faults)
                        .map(fault -> WireAnswers.completion("A whole answer.").fault(fault))
                        .toList());
    }

    /**
     * Answers every request that has no scripted reply with this one, until {@link #reset(Endpoint)}.
     *
     * @param endpoint whose answers
     * @param reply the reply
     */
    public void always(Endpoint endpoint, Reply reply) {
        desks.of(endpoint).always(Objects.requireNonNull(reply, "reply"));
    }

    /** Forgets the requests so far. */
    public void clearRequests() {
        server.clearRequests();
    }

    /**
     * Drops the scripts of one endpoint and opens its gates. Tokens and recorded requests stay.
     *
     * @param endpoint the endpoint
     */
    public void reset(Endpoint endpoint) {
        desks.of(endpoint).reset();
    }

    /** Drops all scripts and opens all gates. Tokens and recorded requests stay. */
    public void reset() {
        desks.reset();
    }

    /** Ends all waits, drops the connections and frees the port. Calling it again does nothing. */
    @Override
    public void close() {
        server.close();
    }

    private Reply answer(RecordedRequest request) {
        if (request.path().equals(STREAMS_PATH)) {
            return Reply.json(200, tally.counts().toJson());
        }
        Endpoint endpoint = Endpoint.of(request.path());
        Reply reply = desks.of(endpoint).serve(request, endpoint.isApi() ? api : oauth);
        return tally.watch(headers.addTo(reply, request, endpoint));
    }
}
