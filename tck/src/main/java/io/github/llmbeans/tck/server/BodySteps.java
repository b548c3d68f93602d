package io.github.llmbeans.tck.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A body that is played rather than sent: bytes that leave at once when they are due, pauses and {@linkplain Gate gates}
 * between them, and an end of one's choice. For {@link Reply#body(BodySteps)}. Immutable: each method returns a longer body.
 *
 * <pre>{@code
 * Reply.of(200).header("Content-Type", "text/event-stream").body(BodySteps.start()
 *         .send("data: one\n\n").pass(gate).send("data: two\n\n").cut());
 * }</pre>
 *
 * <p>All waits end when the client hangs up or the server is closed; the rest is not sent then.
 */
public final class BodySteps {

    private static final BodySteps START = new BodySteps(List.of(), End.PROPER);

    private final List<Step> steps;
    private final End end;

    private BodySteps(List<Step> steps, End end) {
        this.steps = steps;
        this.end = end;
    }

    enum End {
        PROPER,
        CUT,
        RESET,
        SILENCE
    }

    sealed interface Step permits Send, Wait, Pass {}

    record Send(byte[] bytes, long times) implements Step {}

    record Wait(Duration time) implements Step {}

    record Pass(Gate gate) implements Step {}

    /**
     * A body of no bytes that ends properly at once. Status and headers go out before its first step.
     *
     * @return where to begin
     */
    public static BodySteps start() {
        return START;
    }

    /**
     * Sends a text as UTF-8 and flushes it: one chunk of its own.
     *
     * @param text what to send; an empty one sends nothing
     * @return the longer body
     */
    public BodySteps send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends bytes and flushes them: one chunk of their own. They may end in the middle of a character.
     *
     * @param bytes what to send; copied; none send nothing
     * @return the longer body
     */
    public BodySteps send(byte[] bytes) {
        return send(bytes, 1);
    }

    /**
     * Sends the same bytes again and again, each time flushed, without keeping more of them than one. Writing waits while the
     * client does not read.
     *
     * @param bytes what to send; copied
     * @param times how often, 1 or more
     * @return the longer body
     * @throws IllegalArgumentException if {@code times} is less than 1
     */
    public BodySteps send(byte[] bytes, long times) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1, was " + times);
        }
        return bytes.length == 0 ? this : plus(new Send(bytes.clone(), times));
    }

    /**
     * Sends nothing for a while.
     *
     * @param time how long, zero or more
     * @return the longer body
     * @throws IllegalArgumentException if it is negative
     */
    public BodySteps pause(Duration time) {
        Durations.requireNotNegative(time, "time");
        return time.isZero() ? this : plus(new Wait(time));
    }

    /**
     * Sends nothing until a gate is open. The body counts as an arrival there, once all before it has been sent.
     *
     * @param gate the gate
     * @return the longer body
     */
    public BodySteps pass(Gate gate) {
        return plus(new Pass(Objects.requireNonNull(gate, "gate")));
    }

    /**
     * Puts another body behind this one; the end is that of the other.
     *
     * @param other what follows
     * @return the longer body
     */
    public BodySteps then(BodySteps other) {
        List<Step> all = new ArrayList<>(steps);
        all.addAll(other.steps);
        return new BodySteps(List.copyOf(all), other.end);
    }

    /**
     * Closes the connection after the last step, without the end that HTTP asks for: the body is incomplete.
     *
     * @return the same steps with this end
     */
    public BodySteps cut() {
        return new BodySteps(steps, End.CUT);
    }

    /**
     * Resets the connection (TCP RST) after the last step. What the client has not read by then may be lost.
     *
     * @return the same steps with this end
     */
    public BodySteps reset() {
        return new BodySteps(steps, End.RESET);
    }

    /**
     * After the last step nothing comes any more, and the connection stays open until the client hangs up or the server is
     * closed.
     *
     * @return the same steps with this end
     */
    public BodySteps silence() {
        return new BodySteps(steps, End.SILENCE);
    }

    /**
     * The bytes of all steps, what is sent again and again only once.
     *
     * @return a copy
     */
    public byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Step step : steps) {
            if (step instanceof Send send) {
                all.writeBytes(send.bytes());
            }
        }
        return all.toByteArray();
    }

    List<Step> steps() {
        return steps;
    }

    End end() {
        return end;
    }

    private BodySteps plus(Step step) {
        List<Step> all = new ArrayList<>(steps);
        all.add(step);
        return new BodySteps(List.copyOf(all), end);
    }
}
