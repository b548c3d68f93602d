package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.EventStream;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.config.Setting;
import io.github.llmbeans.gigachat.internal.error.Endpoint;
import io.github.llmbeans.gigachat.internal.error.NetworkFailures;
import io.github.llmbeans.gigachat.internal.sse.EventBounds;
import io.github.llmbeans.gigachat.internal.sse.EventReader;
import io.github.llmbeans.gigachat.internal.sse.EventStreamException;
import io.github.llmbeans.gigachat.internal.sse.ServerSentEvent;
import io.github.llmbeans.gigachat.internal.wire.StreamChunk;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is written (GigaChat REST reference §3.1): {@code data:} events with JSON, {@code [DONE]} at the end.
 * Closing it before that end closes the connection.
 */
final class GigaChatStream implements EventStream {
    private static final String DONE = "[DONE]";
    private static final String ERROR = "error";

    private final GigaChatSettings settings;
    private final Response response;
    private final ChunkMapper chunks;
    private final ErrorMapper errors;
    private final NetworkFailures network;
    private final JsonTexts json;
    private final StreamEnd afterwards;
    private final EventReader reader;
    private final LikePieces like = new LikePieces();
    private final Queue<StreamEvent> events = new ArrayDeque<>();
    private final AtomicBoolean released = new AtomicBoolean();
    private volatile Runnable activity = () -> {};
    private boolean begun;
    private boolean answered;
    private @Nullable ProviderException failure;

    GigaChatStream(
            GigaChatSettings settings,
            Response response,
            ChunkMapper chunks,
            ErrorMapper errors,
            NetworkFailures network,
            JsonTexts json,
            StreamEnd afterwards) {
        this.settings = settings;
        this.response = response;
        this.chunks = chunks;
        this.errors = errors;
        this.network = network;
        this.json = json;
        this.afterwards = afterwards;
        int bound = settings.maxResponseBytes();
        this.reader = new EventReader(
                new WatchedInput(response.readEntity(InputStream.class), () -> activity.run()),
                new EventBounds(bound, bound, bound));
    }

    @Override
    public void onActivity(Runnable listener) {
        activity = listener;
    }

    @Override
    public StreamEvent next() {
        try {
            StreamEvent event = find();
            begun = true;
            return event;
        } catch (ProviderException e) {
            if (begun) {
                e.keepPartialResponse(chunks.response());
            }
            throw e;
        }
    }

    private StreamEvent find() {
        StreamEvent event = events.poll();
        while (event == null) {
            if (failure != null) {
                throw failure;
            }
            ServerSentEvent read = read();
            if (read == null) {
                throw cut("it ended without " + DONE, null);
            }
            if (read.data().strip().equals(DONE)) {
                end();
                requireAnswer();
                return new StreamEvent.Finished(chunks.response());
            }
            add(read.data());
            event = events.poll();
        }
        return event;
    }

    private @Nullable ServerSentEvent read() {
        try {
            ServerSentEvent event = reader.next();
            while (event != null && event.data().isEmpty()) {
                event = reader.next();
            }
            return event;
        } catch (EventStreamException e) {
            throw unreadable(
                    e.tooLong()
                            ? e.getMessage() + " (" + settings.names().of(Setting.MAX_RESPONSE_BYTES) + ")"
                            : String.valueOf(e.getMessage()),
                    e);
        } catch (IOException | RuntimeException e) {
            ProviderException told = network.exception(e, Endpoint.API, settings.baseUrl(), errors.requestId(response));
            throw told.getClass() == ProviderUnavailableException.class
                    ? cut(begun ? "it broke off" : "it broke off before its first piece", e)
                    : told;
        }
    }

    private void add(String data) {
        String text = like.textOf(data);
        if (text != null) {
            ChunkMapper.addText(text, events);
            return;
        }
        StreamChunk chunk = json.chunk(data);
        StreamChunk.Choice choice = chunk == null ? null : chunk.choice();
        if ((chunk == null || choice == null) && reader.endedInsideEvent()) {
            throw cut("it ended inside an event", null);
        }
        if (chunk == null || choice == null) {
            throw errors.insideStream(response, data);
        }
        answered = true;
        chunks.map(chunk, choice, events);
        like.read(data, chunk, choice);
        if (ERROR.equals(choice.finishReason())) {
            failure = broken("the model broke off (finish_reason error)", null);
            if (!begun) {
                // Nobody has seen a piece of it, so it can be asked for again.
                throw failure;
            }
        }
    }

    /** A mark of the end with no answer before it. */
    private void requireAnswer() {
        if (!answered) {
            throw broken("it ended before it had begun", null);
        }
    }

    /** Before the first event this is as for a call that is not streamed: it may have been answered and paid for. */
    private ProviderException cut(String why, @Nullable Throwable cause) {
        return failed(why, cause, begun);
    }

    private ProviderException broken(String why, @Nullable Throwable cause) {
        return failed(why, cause, true);
    }

    /** Asked once more, the server would send the same again. */
    private ProviderException unreadable(String why, Throwable cause) {
        return failed(why, cause, false);
    }

    private ProviderException failed(String why, @Nullable Throwable cause, boolean retryable) {
        return new ProviderUnavailableException(
                "Provider '" + settings.name() + "': a stream of GigaChat failed: " + why,
                Failure.of(settings.name())
                        .withRequestId(errors.requestId(response))
                        .withRetryable(retryable),
                cause);
    }

    /** After the end of the answer only the end of the body follows; read, it leaves the connection free for others. */
    private void end() {
        boolean whole = false;
        try {
            whole = afterwards.drained(this::nothingFollows);
            if (whole) {
                response.close();
            }
        } finally {
            release(whole);
        }
    }

    private boolean nothingFollows() {
        try {
            return reader.next() == null;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** The response itself is not closed: that would read the rest of it first. */
    @Override
    public void close() {
        release(false);
    }

    private void release(boolean whole) {
        if (!released.getAndSet(true)) {
            afterwards.ended(whole);
        }
    }
}
