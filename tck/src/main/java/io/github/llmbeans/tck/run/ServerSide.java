package io.github.llmbeans.tck.run;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.Usage;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.Dialect;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.FaultPort;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the providers of one check, and the secrets and answers that belong to it: the part of a {@link Stage}
 * that a provider talks to.
 */
abstract class ServerSide implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final ProviderUnderTest subject;
    private final Set<Need> needs;
    private final Time time;
    private final String name = "tck" + NUMBERS.incrementAndGet() + "p";
    private final String secret =
            Base64.getEncoder().encodeToString(("tck:" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
    private final TokenDesk tokens;
    private final Redaction redaction;
    private final ExchangeLog exchanges;
    private final Answer usual;
    private final Wire wire;
    private @Nullable SocketChannel unheard;

    ServerSide(ProviderUnderTest subject, Set<Need> needs, ServerPool servers, double timeFactor) {
        this.subject = subject;
        this.needs = needs;
        this.time = new Time(timeFactor);
        this.tokens = new TokenDesk(time);
        this.redaction = new Redaction(secret, tokens::issued);
        this.exchanges = new ExchangeLog(redaction);
        this.usual = usual(subject);
        this.wire = subject instanceof FaultPort port
                ? new PortWire(port, new Situation.Answers(usual))
                : new HttpWire(servers, subject, usual, tokens, exchanges);
    }

    private Answer usual(ProviderUnderTest provider) {
        return new Answer(
                "The answer of " + name,
                provider instanceof Dialect dialect ? dialect.word(FinishReason.STOP) : FinishReason.STOP.text(),
                new Usage(11, 7, 18, 0),
                "tck-model:1.0",
                "tck-request-" + UUID.randomUUID());
    }

    /** Whether a provider has been made, so that a change from now on is one while it is in use. */
    abstract boolean inUse();

    /** How providers of this check are configured, under a name. */
    final ProviderConfigBuilder config(String providerName) {
        ProviderConfigBuilder config = ProviderConfig.builder(providerName)
                .apiKey(secret)
                .model("tck-model")
                .maxRetries(0);
        wire.address(config);
        return config;
    }

    /**
     * The name of the provider, unlike any other and part of no other, so that it can be looked for in a text.
     *
     * @return letters and digits
     */
    public String name() {
        return name;
    }

    /**
     * The key of the provider, unlike any other.
     *
     * @return Base64
     */
    public String secret() {
        require(Need.KEY);
        return secret;
    }

    /**
     * All forms of the secrets of this stage.
     *
     * @return the secrets
     */
    public Redaction secrets() {
        return redaction;
    }

    /**
     * What the model answers unless told otherwise.
     *
     * @return text, counts and ids of this stage
     */
    public Answer usual() {
        return usual;
    }

    /**
     * How the vendor looks on the wire, for a check that changes a rendered answer before it is sent.
     *
     * @return the author's dialect
     */
    public Dialect dialect() {
        require(Need.HTTP);
        return (Dialect) subject;
    }

    /**
     * The vendor's word for the end of an answer.
     *
     * @param reason the reason
     * @return the word
     */
    public String word(FinishReason reason) {
        return subject instanceof Dialect dialect ? dialect.word(reason) : reason.text();
    }

    /**
     * What the model does. Needs nothing but what the situations need, and {@link Need#SCRIPT} for a change after a
     * provider was made.
     *
     * @return the script of {@link Endpoint#GENERATE}
     */
    public Script model() {
        if (inUse()) {
            require(Need.SCRIPT);
        }
        return wire.script(Endpoint.GENERATE);
    }

    /**
     * What the token endpoint does.
     *
     * @return the script of {@link Endpoint#TOKEN}
     */
    public Script tokenEndpoint() {
        require(Need.TOKENS);
        return wire.script(Endpoint.TOKEN);
    }

    /**
     * What all other endpoints do.
     *
     * @return the script of {@link Endpoint#OTHER}
     */
    public Script otherEndpoints() {
        require(Need.HTTP);
        return wire.script(Endpoint.OTHER);
    }

    /**
     * What all endpoints do from now on, the model and whatever else there is. Needs what {@link #model()} needs.
     *
     * @param situation the situation
     */
    public void everywhere(Situation situation) {
        model();
        wire.scripts().forEach(script -> script.always(situation));
    }

    /**
     * The access tokens.
     *
     * @return who gives them out
     */
    public TokenDesk tokens() {
        require(Need.TOKENS);
        return tokens;
    }

    /**
     * What has reached the model.
     *
     * @return the requests, oldest first
     */
    public List<ChatRequest> asked() {
        require(Need.RECORDING);
        return wire.asked();
    }

    /**
     * The one request that has reached the model.
     *
     * @return the request
     */
    public ChatRequest askedOnce() {
        List<ChatRequest> asked = asked();
        Expect.equal("the number of requests that reach the model", 1, asked.size());
        return asked.get(0);
    }

    /**
     * The raw requests of an endpoint.
     *
     * @param endpoint which
     * @return oldest first
     */
    public List<RecordedRequest> requests(Endpoint endpoint) {
        require(endpoint == Endpoint.TOKEN ? Need.TOKENS : Need.HTTP);
        return wire.requests(endpoint);
    }

    /**
     * All raw requests.
     *
     * @return oldest first
     */
    public List<RecordedRequest> requests() {
        require(Need.HTTP);
        return wire.requests();
    }

    /**
     * The secret that a raw request carries.
     *
     * @param request of any endpoint
     * @return the credential, or an empty text
     */
    public String credential(RecordedRequest request) {
        return ((Dialect) subject).credential(request).orElse("");
    }

    /**
     * When the requests came in.
     *
     * @return by {@link System#nanoTime()}, oldest first
     */
    public List<Long> arrivals() {
        require(Need.HTTP);
        return exchanges.arrivals();
    }

    /**
     * A gate that holds requests, see {@link Situation.Waits}; opened when the check ends.
     *
     * @return a closed gate
     */
    public Gate gate() {
        require(Need.HTTP);
        return wire.gate();
    }

    /**
     * Where the server is.
     *
     * @param tls over HTTPS, with a certificate that nobody trusts
     * @return the address for {@link ProviderConfig#baseUrl()}
     */
    public URI address(boolean tls) {
        require(Need.HTTP);
        return wire.address(tls);
    }

    /**
     * Where nobody listens, and nobody will until the check ends.
     *
     * @return an address for {@link ProviderConfig#baseUrl()} or {@link ProviderConfig#authUrl()}
     */
    public URI nowhere() {
        require(Need.HTTP);
        try {
            if (unheard == null) {
                // Bound, so that nobody else takes the port, but not listening.
                unheard = SocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            }
            return URI.create("http://127.0.0.1:" + ((InetSocketAddress) unheard.getLocalAddress()).getPort() + "/v1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A way to the server that can be held or cut in the middle of an answer; closed when the check ends.
     *
     * @return for {@link ProviderConfigBuilder#baseUrl}
     */
    public Line line() {
        require(Need.HTTP);
        return wire.line(time);
    }

    /**
     * A stream in the vendor's form, to be changed and sent by {@link Situation.Sends}.
     *
     * @param pieces the text, cut
     * @return the whole stream
     */
    public Reply stream(List<String> pieces) {
        require(Need.HTTP);
        return wire.stream(pieces);
    }

    /**
     * How to wait.
     *
     * @return the time of this stage
     */
    public Time time() {
        return time;
    }

    /**
     * The provider under test as its author has described it.
     *
     * @return the subject
     */
    public ProviderUnderTest subject() {
        return subject;
    }

    /** What has failed in the author's dialect, or nothing. */
    Optional<String> dialectFailure() {
        return exchanges.brokenBy();
    }

    String lastExchange() {
        return wire.lastExchange();
    }

    final void require(Need need) {
        if (!needs.contains(need)) {
            throw new IllegalStateException("the check uses " + need + " without naming it among its needs");
        }
    }

    @Override
    public void close() {
        wire.close();
        try {
            if (unheard != null) {
                unheard.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
