package io.github.llmbeans.tck.server;

import java.time.Clock;
import java.util.Objects;

/** Prepares a {@link FakeServer}. Each method checks its value at once. Not thread-safe. */
public final class FakeServerBuilder {

    private static final int HIGHEST_PORT = 65_535;

    Handler handler = request -> Reply.of(404);
    int port;
    boolean https;
    int threads = 512;
    Clock clock = Clock.systemUTC();

    FakeServerBuilder() {}

    /**
     * Sets what decides the answers. Default: an empty 404 for everything.
     *
     * @param value the handler
     * @return this builder
     */
    public FakeServerBuilder handler(Handler value) {
        handler = Objects.requireNonNull(value, "handler");
        return this;
    }

    /**
     * Sets the port for plain HTTP. Default: 0, any free one.
     *
     * @param value 0 to 65535
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public FakeServerBuilder port(int value) {
        if (value < 0 || value > HIGHEST_PORT) {
            throw new IllegalArgumentException("port must be 0 to 65535, was " + value);
        }
        port = value;
        return this;
    }

    /**
     * Opens a second, free port for HTTPS. Default: {@code false}.
     *
     * @param value whether to
     * @return this builder
     */
    public FakeServerBuilder https(boolean value) {
        https = value;
        return this;
    }

    /**
     * Sets how many requests can be held at the same time. Threads are made when they are needed. Default: 512.
     *
     * @param value 1 or more
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public FakeServerBuilder threads(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + value);
        }
        threads = value;
        return this;
    }

    /**
     * Sets the clock behind {@link RecordedRequest#instant()}. Default: the system's.
     *
     * @param value the clock
     * @return this builder
     */
    public FakeServerBuilder clock(Clock value) {
        clock = Objects.requireNonNull(value, "clock");
        return this;
    }

    /**
     * Starts the server.
     *
     * @return the running server
     * @throws IllegalStateException if it cannot be started, for instance because the port is taken
     */
    public FakeServer start() {
        return new FakeServer(this);
    }
}
