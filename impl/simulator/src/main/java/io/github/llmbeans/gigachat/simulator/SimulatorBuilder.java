package io.github.llmbeans.gigachat.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prepares a {@link GigaChatSimulator}. Each method checks its value at once. Not thread-safe. */
public final class SimulatorBuilder {

    private static final int HIGHEST_PORT = 65_535;

    int port;
    boolean https;

    @Nullable
    String credentials;

    String scope = "GIGACHAT_API_PERS";
    Duration tokenLifetime = Duration.ofMinutes(30);
    Duration tokenDelay = Duration.ZERO;
    Duration answerDelay = Duration.ZERO;
    Duration pieceInterval = Duration.ZERO;
    int threads = 512;
    ExpiresAtUnit expiresAtUnit = ExpiresAtUnit.MILLISECONDS;
    Clock clock = Clock.systemUTC();
    int maxCompletions = Integer.MAX_VALUE;
    int maxTokenRequests = Integer.MAX_VALUE;
    boolean requireUserAgent = true;
    boolean magicPrompts = true;
    Supplier<String> ids = () -> UUID.randomUUID().toString();

    SimulatorBuilder() {}

    /**
     * Sets the port for plain HTTP. Default: 0, any free one.
     *
     * @param value 0 to 65535
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public SimulatorBuilder port(int value) {
        if (value < 0 || value > HIGHEST_PORT) {
            throw new IllegalArgumentException("port must be 0 to 65535, was " + value);
        }
        port = value;
        return this;
    }

    /**
     * Answers over HTTPS, on a free port of its own, with the certificate of
     * {@link io.github.llmbeans.tck.server.FakeServer#certificate()}. Default: {@code false}.
     *
     * @param value whether to
     * @return this builder
     */
    public SimulatorBuilder https(boolean value) {
        https = value;
        return this;
    }

    /**
     * Sets the authorization key to accept. Default: a new random one.
     *
     * @param base64 the base64 of {@code id:secret}
     * @return this builder
     * @throws IllegalArgumentException if it is not; the value is not repeated in the message
     */
    public SimulatorBuilder credentials(String base64) {
        if (Key.decode(Objects.requireNonNull(base64, "credentials must not be null"))
                .isEmpty()) {
            throw new IllegalArgumentException("credentials must be the base64 of id:secret");
        }
        credentials = base64;
        return this;
    }

    /**
     * Sets the scope that the key belongs to; the other two are refused with code 7. Default:
     * {@code GIGACHAT_API_PERS}.
     *
     * @param value {@code GIGACHAT_API_PERS}, {@code GIGACHAT_API_B2B} or {@code GIGACHAT_API_CORP}
     * @return this builder
     * @throws IllegalArgumentException if it is none of them
     */
    public SimulatorBuilder scope(String value) {
        if (!OAuthRules.SCOPES.contains(Objects.requireNonNull(value, "scope must not be null"))) {
            throw new IllegalArgumentException(
                    "scope must be GIGACHAT_API_PERS, GIGACHAT_API_B2B or GIGACHAT_API_CORP, was " + value);
        }
        scope = value;
        return this;
    }

    /**
     * Sets how long a token is good for, by the simulator's clock. Default: 30 minutes.
     *
     * @param value more than zero
     * @return this builder
     * @throws IllegalArgumentException if it is zero or negative
     */
    public SimulatorBuilder tokenLifetime(Duration value) {
        Objects.requireNonNull(value, "tokenLifetime must not be null");
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException("tokenLifetime must be more than zero, was " + value);
        }
        tokenLifetime = value;
        return this;
    }

    /**
     * Sets how long each token request takes, in real time. Default: zero.
     *
     * @param value zero or more
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatorBuilder tokenDelay(Duration value) {
        tokenDelay = requireNotNegative(value, "tokenDelay");
        return this;
    }

    /**
     * Sets how long each completion takes before its answer starts, in real time. Default: zero.
     *
     * @param value zero or more
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatorBuilder answerDelay(Duration value) {
        answerDelay = requireNotNegative(value, "answerDelay");
        return this;
    }

    /**
     * Sets the pause between two events of a stream, in real time; a longer {@code update_interval} of a request comes
     * first. Scripted replies have their own. Default: zero.
     *
     * @param value zero or more
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatorBuilder pieceInterval(Duration value) {
        pieceInterval = requireNotNegative(value, "pieceInterval");
        return this;
    }

    /**
     * Sets how many requests can be held or streamed at the same time; more wait. Threads are made when they are needed.
     * Default: 512.
     *
     * @param value 1 or more
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public SimulatorBuilder threads(int value) {
        threads = requirePositive(value, "threads");
        return this;
    }

    /**
     * Sets the unit of {@code expires_at}. Default: {@link ExpiresAtUnit#MILLISECONDS}.
     *
     * @param value the unit
     * @return this builder
     */
    public SimulatorBuilder expiresAtUnit(ExpiresAtUnit value) {
        expiresAtUnit = Objects.requireNonNull(value, "expiresAtUnit must not be null");
        return this;
    }

    /**
     * Sets the simulator's own clock: it decides {@code expires_at}, when tokens expire, {@code created}, the {@code Date}
     * header and the time of recorded requests. Default: the system's.
     *
     * @param value the clock
     * @return this builder
     */
    public SimulatorBuilder clock(Clock value) {
        clock = Objects.requireNonNull(value, "clock must not be null");
        return this;
    }

    /**
     * Sets how many completions may run at once, streams until their end; one more is answered with 429 at once. The service allows individuals 1
     * and companies 10. Default: no limit.
     *
     * @param value 1 or more
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public SimulatorBuilder maxConcurrentCompletions(int value) {
        maxCompletions = requirePositive(value, "maxConcurrentCompletions");
        return this;
    }

    /**
     * Sets how many token requests may run at once; one more is answered with 429 at once. Default: no limit.
     *
     * @param value 1 or more
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public SimulatorBuilder maxConcurrentTokenRequests(int value) {
        maxTokenRequests = requirePositive(value, "maxConcurrentTokenRequests");
        return this;
    }

    /**
     * Refuses API requests without {@code User-Agent} with 403, as the new host is reported to do. Default: {@code true}.
     *
     * @param value whether to
     * @return this builder
     */
    public SimulatorBuilder requireUserAgent(boolean value) {
        requireUserAgent = value;
        return this;
    }

    /**
     * Obeys words such as {@code /429} in the last message; the simulator's README has the list. Default: {@code true}.
     *
     * @param value whether to
     * @return this builder
     */
    public SimulatorBuilder magicPrompts(boolean value) {
        magicPrompts = value;
        return this;
    }

    /**
     * Starts the simulator.
     *
     * @return the running simulator
     * @throws IllegalStateException if it cannot be started, for instance because the port is taken
     */
    public GigaChatSimulator start() {
        return new GigaChatSimulator(this);
    }

    private static int requirePositive(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, was " + value);
        }
        return value;
    }

    static Duration requireNotNegative(Duration value, String name) {
        if (Objects.requireNonNull(value, name + " must not be null").isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, was " + value);
        }
        return value;
    }
}
