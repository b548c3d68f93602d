package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.BodySteps;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.Reply;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events to one's own script, with every fault that a client should cope with. Immutable: each method returns a
 * longer script. For {@link GigaChatSimulator#script(Endpoint, Reply...)}.
 *
 * <pre>{@code
 * sim.script(Endpoint.COMPLETIONS, StreamScript.start()
 *         .pieces("One, ", "two, ").error(500, "Internal Server Error").reply());
 * }</pre>
 *
 * <p>Each event leaves when it is due, in a chunk of its own. Nothing is added that is not asked for: neither a finish reason
 * nor {@code [DONE]}. The last method says how the connection goes on: {@link #reply()}, {@link #cut()}, {@link #reset()} or
 * {@link #silence()}.
 */
public final class StreamScript {

    private final Completion frame;
    private final List<Element> elements;
    private final Duration interval;
    private final String lineEnd;
    private final boolean begun;

    private StreamScript(Completion frame, List<Element> elements, Duration interval, String lineEnd, boolean begun) {
        this.frame = frame;
        this.elements = elements;
        this.interval = interval;
        this.lineEnd = lineEnd;
        this.begun = begun;
    }

    private sealed interface Element permits Event, Rest, Hold {}

    private record Event(String text) implements Element {}

    private record Rest(Duration time) implements Element {}

    private record Hold(Gate gate) implements Element {}

    /**
     * A stream that says nothing yet.
     *
     * @return where to begin
     */
    public static StreamScript start() {
        return in(Completion.sample("", "stop"));
    }

    /** Chunks that name the model, time and usage of this answer. */
    static StreamScript in(Completion frame) {
        return new StreamScript(frame, List.of(), Duration.ZERO, "\n", false);
    }

    /**
     * Adds pieces of text, an event for each; the first one of the stream has the role.
     *
     * @param texts the pieces
     * @return the longer script
     */
    public StreamScript pieces(String... texts) {
        StreamScript longer = this;
        for (String text : texts) {
            longer = longer.delta(Json.object().add("content", text));
        }
        return longer;
    }

    /**
     * Adds pieces of what the model thinks ({@code reasoning_content}), an event for each.
     *
     * @param texts the pieces
     * @return the longer script
     */
    public StreamScript reasoning(String... texts) {
        StreamScript longer = this;
        for (String text : texts) {
            longer = longer.delta(Json.object().add("content", "").add("reasoning_content", text));
        }
        return longer;
    }

    /**
     * Adds the progress of a function of the service: {@code role} is {@code function_in_progress}.
     *
     * @param function its name, for instance {@code text2image}
     * @param secondsLeft what it says is left
     * @return the longer script
     */
    public StreamScript progress(String function, int secondsLeft) {
        return chunk(
                Json.object()
                        .add("content", Integer.toString(secondsLeft))
                        .add("role", "function_in_progress")
                        .add("name", function)
                        .add("created", frame.created()),
                null);
    }

    /**
     * Adds a call of a function, whole in one event, as the service sends it.
     *
     * @param name the function
     * @param arguments a JSON object as text
     * @return the longer script
     * @throws IllegalArgumentException if the arguments are no JSON object
     */
    public StreamScript functionCall(String name, String arguments) {
        JsonObject read = Json.readObject(arguments)
                .orElseThrow(() -> new IllegalArgumentException("arguments must be a JSON object, was " + arguments));
        return said(new Said("", "", Functions.call(name, read), Functions.STATE_ID));
    }

    /** Adds one event with all of this but the reasoning. */
    StreamScript said(Said said) {
        JsonObjectBuilder delta = Json.object().add("content", said.content());
        if (said.functionCall() != null) {
            delta.add("function_call", said.functionCall());
        }
        if (!said.stateId().isEmpty()) {
            delta.add("functions_state_id", said.stateId());
        }
        return delta(delta);
    }

    /**
     * Adds the last chunk: an empty text, a finish reason and the usage.
     *
     * @param reason any text, known or not; {@code error} for a model that failed
     * @return the longer script
     */
    public StreamScript finish(String reason) {
        return chunk(Json.object().add("content", ""), Objects.requireNonNull(reason, "reason"));
    }

    /**
     * Adds {@code [DONE]}.
     *
     * @return the longer script
     */
    public StreamScript done() {
        return raw(Events.DONE);
    }

    /**
     * Adds an error object in place of a chunk. Its shape in mid-stream is assumed to be that of the API host.
     *
     * @param status its status, for instance 429
     * @param message its text
     * @return the longer script
     */
    public StreamScript error(int status, String message) {
        return raw(Events.data(WireErrors.body(status, message)));
    }

    /**
     * Adds an event whose JSON ends in the middle.
     *
     * @return the longer script
     */
    public StreamScript malformed() {
        return raw(Events.data("{\"choices\":[{\"delta\":{\"content\":\"half"));
    }

    /**
     * Adds a comment line that keeps the connection alive.
     *
     * @return the longer script
     */
    public StreamScript keepAlive() {
        return raw(Events.KEEP_ALIVE);
    }

    /**
     * Adds anything at all.
     *
     * @param text with its line ends, each <code>\n</code> of which becomes that of {@link #lineEnd(String)}
     * @return the longer script
     */
    public StreamScript raw(String text) {
        return plus(new Event(text));
    }

    /**
     * Waits before the next event.
     *
     * @param time how long, zero or more
     * @return the longer script
     */
    public StreamScript pause(Duration time) {
        SimulatorBuilder.requireNotNegative(time, "time");
        return plus(new Rest(time));
    }

    /**
     * Waits at a gate before the next event.
     *
     * @param gate for instance a new {@link Gate}
     * @return the longer script
     */
    public StreamScript pass(Gate gate) {
        return plus(new Hold(Objects.requireNonNull(gate, "gate")));
    }

    /**
     * Sets how long to wait between any two events. Default: zero.
     *
     * @param time zero or more
     * @return the changed script
     */
    public StreamScript interval(Duration time) {
        return new StreamScript(frame, elements, SimulatorBuilder.requireNotNegative(time, "interval"), lineEnd, begun);
    }

    /**
     * Sets the end of all lines. Default: <code>\n</code>.
     *
     * @param end <code>\n</code>, <code>\r\n</code> or <code>\r</code>
     * @return the changed script
     * @throws IllegalArgumentException if it is none of them
     */
    public StreamScript lineEnd(String end) {
        if (!List.of("\n", "\r\n", "\r").contains(end)) {
            throw new IllegalArgumentException("lineEnd must be \\n, \\r\\n or \\r");
        }
        return new StreamScript(frame, elements, interval, end, begun);
    }

    /**
     * Ends the response in order after the last event.
     *
     * @return the reply
     */
    public Reply reply() {
        return reply(steps());
    }

    /**
     * Closes the connection after the last event, in the middle of the response.
     *
     * @return the reply
     */
    public Reply cut() {
        return reply(steps().cut());
    }

    /**
     * Resets the connection after the last event.
     *
     * @return the reply
     */
    public Reply reset() {
        return reply(steps().reset());
    }

    /**
     * Sends nothing after the last event, and keeps the connection open.
     *
     * @return the reply
     */
    public Reply silence() {
        return reply(steps().silence());
    }

    private static Reply reply(BodySteps steps) {
        return Reply.of(200).header("Content-Type", "text/event-stream").body(steps);
    }

    private BodySteps steps() {
        BodySteps steps = BodySteps.start();
        boolean first = true;
        for (Element element : elements) {
            if (element instanceof Event event) {
                steps = (first ? steps : steps.pause(interval))
                        .send(event.text().replace("\n", lineEnd));
                first = false;
            } else if (element instanceof Rest rest) {
                steps = steps.pause(rest.time());
            } else {
                steps = steps.pass(((Hold) element).gate());
            }
        }
        return steps;
    }

    /** The role is in the first chunk of the answer only. */
    private StreamScript delta(JsonObjectBuilder delta) {
        StreamScript longer = chunk(begun ? delta : delta.add("role", "assistant"), null);
        return new StreamScript(frame, longer.elements, interval, lineEnd, true);
    }

    private StreamScript chunk(JsonObjectBuilder delta, @Nullable String finishReason) {
        return raw(Events.chunk(frame, delta, finishReason));
    }

    private StreamScript plus(Element element) {
        List<Element> all = new ArrayList<>(elements);
        all.add(element);
        return new StreamScript(frame, List.copyOf(all), interval, lineEnd, begun);
    }
}
