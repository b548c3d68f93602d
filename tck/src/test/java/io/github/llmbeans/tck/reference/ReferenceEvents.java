package io.github.llmbeans.tck.reference;

import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.EventStream;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.tck.reference.Socketed.Response;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;

/** A streamed answer as events, for the contract's skeleton to publish. */
public class ReferenceEvents implements EventStream {
    protected final ReferenceProvider provider;
    private final ReferenceLines lines;
    private final Response response;
    private final Deadline deadline;
    private boolean started;

    public ReferenceEvents(ReferenceProvider provider, ReferenceLines lines, Response response, Deadline deadline) {
        this.provider = provider;
        this.lines = lines;
        this.response = response;
        this.deadline = deadline;
        // How long the stream may take is the skeleton's to say, which closes it then.
        response.patience().run();
        lines.read(response.body());
    }

    @Override
    public StreamEvent next() {
        if (!started) {
            started = true;
            return begun();
        }
        JsonObject line = line();
        if (line == null) {
            return null;
        }
        if (line.containsKey("end")) {
            return new StreamEvent.Finished(provider.read(line));
        }
        return line.containsKey("thought")
                ? new StreamEvent.Reasoning(line.getString("thought"))
                : text(line.getString("piece"));
    }

    /** An empty piece is none. */
    protected StreamEvent text(String piece) {
        return piece.isEmpty() ? next() : new StreamEvent.Text(piece);
    }

    /** Model and id stand in the headers. */
    private StreamEvent begun() {
        ChatResponse head = provider.read(head());
        return new StreamEvent.Started(head.provider(), head.model(), head.requestId(), head.sessionId());
    }

    protected JsonObject head() {
        JsonObjectBuilder head = Json.createObjectBuilder()
                .add("text", "-")
                .add("end", "done")
                .add("model", response.headers().get("x-model"))
                .add("id", response.headers().get("x-id"));
        String session = response.headers().get("x-session");
        return (session == null ? head : head.add("session", session)).build();
    }

    protected JsonObject line() {
        try {
            String line = lines.next();
            return line == null ? null : ReferenceJson.parse(line);
        } catch (IOException e) {
            throw provider.failures.ofNetwork(e, deadline);
        } catch (JsonException e) {
            throw provider.failures.unreadable(e);
        }
    }

    @Override
    public void close() {
        lines.close();
    }
}
