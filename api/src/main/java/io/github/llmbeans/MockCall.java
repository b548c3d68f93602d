package io.github.llmbeans;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a {@link MockProvider} was asked once, as {@link MockProvider#calls()} gives it. Thread-safe; everything but the
 * number of attempts stays as it is.
 */
public final class MockCall {
    /** How a provider can be asked. */
    public enum Kind {
        /** {@link BaseProvider#generate(String)} and {@link BaseProvider#chat(ChatRequest)}. */
        BLOCKING,
        /** {@link BaseProvider#generateAsync} and {@link BaseProvider#chatAsync}. */
        ASYNC,
        /** One subscription to what {@link BaseProvider#generateStream} or {@link BaseProvider#chatStream} returned. */
        STREAM
    }

    private final long number;
    private final long serial;
    private final Kind kind;
    private final ChatRequest request;
    private final AtomicInteger attempts = new AtomicInteger();

    /** By how much the time of the injected clock is ahead of the real time within this call, in nanoseconds. */
    private final AtomicLong ahead = new AtomicLong();

    MockCall(long number, long serial, Kind kind, ChatRequest request) {
        this.number = number;
        this.serial = serial;
        this.kind = kind;
        this.request = request;
    }

    /**
     * Which call it was.
     *
     * @return 1 for the first since the mock was made or has forgotten its calls
     */
    public long number() {
        return number;
    }

    /**
     * How it was asked.
     *
     * @return the kind of call
     */
    public Kind kind() {
        return kind;
    }

    /**
     * What was asked, exactly as the caller gave it.
     *
     * @return the request, immutable
     */
    public ChatRequest request() {
        return request;
    }

    /**
     * The text that scripts are matched with: that of the last user message.
     *
     * @return the text; empty if there is no user message
     */
    public String prompt() {
        return promptOf(request);
    }

    /**
     * How often the mock has been tried for this call by now, repeats included.
     *
     * @return 0 if it was refused before it was sent, waits for its turn, or is a stream that nobody reads yet
     */
    public int attempts() {
        return attempts.get();
    }

    /** Which call it was since the mock was made. */
    long serial() {
        return serial;
    }

    void attempted() {
        attempts.incrementAndGet();
    }

    AtomicLong ahead() {
        return ahead;
    }

    static String promptOf(ChatRequest request) {
        return lastUserMessage(request.messages()).orElse("");
    }

    static Optional<String> lastUserMessage(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role() == Role.USER) {
                return Optional.of(messages.get(i).content());
            }
        }
        return Optional.empty();
    }

    /** The length of the prompt only, so that it does not end up in a log by accident. */
    @Override
    public String toString() {
        return "MockCall[number=" + number + ", kind=" + kind + ", attempts=" + attempts + ", prompt="
                + prompt().length() + " characters]";
    }
}
