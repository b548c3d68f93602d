package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.Usage;
import io.github.llmbeans.gigachat.internal.wire.EpochSeconds;
import io.github.llmbeans.gigachat.internal.wire.FunctionCalls;
import io.github.llmbeans.gigachat.internal.wire.StreamChunk;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** From the chunks of one stream to the events of the contract (GigaChat REST reference §3.1). Not thread-safe. */
final class ChunkMapper {
    static final String IN_PROGRESS = "function_in_progress";

    private final ResponseMapper responses;
    private final @Nullable String requestId;
    private final @Nullable String sessionId;
    private String model;
    private boolean started;
    private @Nullable String finishReason;
    private @Nullable Usage usage;
    private @Nullable Instant created;
    private @Nullable FunctionCall functionCall;
    private @Nullable String functionStateId;

    ChunkMapper(ResponseMapper responses, String askedModel, @Nullable String requestId, @Nullable String sessionId) {
        this.responses = responses;
        this.model = askedModel;
        this.requestId = requestId;
        this.sessionId = sessionId;
    }

    /** Adds what the chunk tells; its choice is the first one. */
    void map(StreamChunk chunk, StreamChunk.Choice choice, Queue<StreamEvent> events) {
        model = chunk.model() == null ? model : chunk.model();
        Instant moment = EpochSeconds.instant(chunk.created());
        created = moment == null ? created : moment;
        usage = chunk.usage() == null ? usage : ResponseMapper.usage(chunk.usage());
        if (!started) {
            started = true;
            events.add(new StreamEvent.Started(responses.provider(), model, requestId, sessionId));
        }
        StreamChunk.Delta delta = choice.delta();
        if (delta != null) {
            map(delta, events);
        }
        finishReason = choice.finishReason() == null ? finishReason : choice.finishReason();
    }

    private void map(StreamChunk.Delta delta, Queue<StreamEvent> events) {
        if (IN_PROGRESS.equals(delta.role())) {
            String name = delta.name() == null ? "function" : delta.name();
            events.add(new StreamEvent.FunctionProgress(name, seconds(delta.content())));
            return;
        }
        if (delta.reasoningContent() != null && !delta.reasoningContent().isEmpty()) {
            events.add(new StreamEvent.Reasoning(delta.reasoningContent()));
        }
        addText(delta.content(), events);
        FunctionCall call = FunctionCalls.toContract(delta.functionCall());
        functionCall = call == null ? functionCall : call;
        functionStateId = delta.functionsStateId() == null ? functionStateId : delta.functionsStateId();
    }

    /** Adds a piece of the text, unless it is empty. */
    static void addText(@Nullable String text, Queue<StreamEvent> events) {
        if (text != null && !text.isEmpty()) {
            events.add(new StreamEvent.Text(text));
        }
    }

    private static @Nullable Duration seconds(@Nullable String text) {
        if (text == null || !text.matches("[0-9]{1,6}")) {
            return null;
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    /** The server's word for the end, or {@code null} while there is none. */
    @Nullable
    String finishReason() {
        return finishReason;
    }

    /** All that is known of the answer but its text. */
    ChatResponse response() {
        FinishReason reason = ResponseMapper.finishReason(finishReason);
        return ChatResponse.builder("", responses.provider(), Objects.requireNonNull(model))
                .finishReason(reason, finishReason)
                .usage(usage)
                .requestId(requestId)
                .sessionId(sessionId)
                .created(created)
                .functionCall(functionCall)
                .functionStateId(functionStateId)
                .build();
    }
}
