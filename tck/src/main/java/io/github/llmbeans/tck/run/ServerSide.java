package io.github.llmbeans.tck.run;

import io.github.llmbeans.FinishReason;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.Usage;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.Dialect;
import io.github.llmbeans.tck.FaultPort;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.Situation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Who plays in one check, beside the provider: the server, and the names, secrets and words that belong to it. */
abstract class ServerSide implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final ProviderUnderTest subject;
    private final Set<Need> needs;
    private final Time time;
    private final String name = "tck" + NUMBERS.incrementAndGet() + "p";
    private final String secret =
            Base64.getEncoder().encodeToString(("tck:" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
    private final TokenDesk tokenDesk;
    private final Redaction redaction;
    private final ExchangeLog exchanges;
    private final Answer usual;
    private final Wire wire;
    private volatile boolean abandoned;

    ServerSide(ProviderUnderTest subject, Set<Need> needs, ServerPool servers, double timeFactor) {
        this.subject = subject;
        this.needs = needs;
        this.time = new Time(timeFactor);
        this.tokenDesk = new TokenDesk(time);
        this.redaction = new Redaction(secret, tokenDesk::issued);
        this.exchanges = new ExchangeLog(redaction);
        this.usual = usual(subject);
        this.wire = subject instanceof FaultPort port
                ? new PortWire(port, new Situation.Answers(usual))
                : new HttpWire(servers, subject, usual, tokenDesk, exchanges);
    }

    private Answer usual(ProviderUnderTest provider) {
        return new Answer(
                "The answer of " + name,
                provider instanceof Dialect dialect ? dialect.word(FinishReason.STOP) : FinishReason.STOP.text(),
                new Usage(11, 7, 18, 0),
                "tck-model:1.0",
                "tck-request-" + UUID.randomUUID());
    }

    /** Whether the provider reaches the server over HTTPS. */
    final boolean tls() {
        return "https".equals(config(name).build().baseUrl().getScheme());
    }

    /** How providers of this check are configured, under a name. */
    final ProviderConfigBuilder config(String providerName) {
        ProviderConfigBuilder config = distrusting(providerName);
        wire.trust(config);
        return config;
    }

    /** The same for a provider that does not know the server's certificate. */
    final ProviderConfigBuilder distrusting(String providerName) {
        requireGoingOn();
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
     * The access tokens.
     *
     * @return who gives them out
     */
    public TokenDesk tokens() {
        require(Need.TOKENS);
        return tokenDesk;
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

    final Wire wire() {
        requireGoingOn();
        return wire;
    }

    /** The check is given up, though its thread may go on: it gets nothing more from here. */
    final void abandon() {
        abandoned = true;
        wire.abandon();
    }

    final void requireGoingOn() {
        if (abandoned) {
            throw new IllegalStateException("the check has been given up, since it did not come to its end in time");
        }
    }

    final ExchangeLog exchanges() {
        return exchanges;
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
    }
}
