package io.github.llmbeans.sample.stream;

import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.Usage;
import io.github.llmbeans.sample.rest.Problem;
import io.github.llmbeans.sample.rest.Problems;
import io.github.llmbeans.sample.rest.Tokens;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How events look on the wire: a name, and a JSON object on one line, in UTF-8. Thread-safe. */
final class Events {
    /** A line that a reader of events ignores; what it is for is to be written. */
    static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    /** Why an answer ended that was not wanted any more. */
    static final String STOPPED = "stopped";

    private static final Pattern HALF = Pattern.compile("\\p{Cs}");

    private final Jsonb json = JsonbBuilder.create();

    /** The model has begun. */
    @JsonbPropertyOrder({"provider", "model", "requestId", "sessionId"})
    public record Started(
            String provider,
            String model,
            @Nullable String requestId,
            @Nullable String sessionId) {}

    /** A piece of the answer or of the reasoning. */
    public record Piece(String text) {}

    /** A function of the model is at work. */
    @JsonbPropertyOrder({"function", "remainingSeconds"})
    public record Progress(String function, @Nullable Long remainingSeconds) {}

    /** The answer is complete, or was stopped; {@code remembered} is only there, and false, if the conversation went on without it. */
    @JsonbPropertyOrder({"provider", "model", "finishReason", "usage", "requestId", "sessionId", "remembered"})
    public record Finished(
            @Nullable String provider,
            @Nullable String model,
            String finishReason,
            @Nullable Tokens usage,
            @Nullable String requestId,
            @Nullable String sessionId,
            @Nullable Boolean remembered) {}

    /** A {@link Problem}, when to try again, and whether a part of the answer has been sent. */
    @JsonbPropertyOrder({
        "type",
        "title",
        "status",
        "detail",
        "instance",
        "provider",
        "requestId",
        "parameter",
        "retryAfter",
        "partial"
    })
    public record Broken(
            String type,
            String title,
            int status,
            String detail,
            @Nullable String instance,
            @Nullable String provider,
            @Nullable String requestId,
            @Nullable String parameter,
            @Nullable Long retryAfter,
            boolean partial) {}

    /** An event of the contract; empty for kinds that this application does not know yet. */
    Optional<byte[]> of(StreamEvent event) {
        if (event instanceof StreamEvent.Started e) {
            return Optional.of(event("started", new Started(e.provider(), e.model(), e.requestId(), e.sessionId())));
        }
        if (event instanceof StreamEvent.Text e) {
            return Optional.of(event("text", new Piece(e.text())));
        }
        if (event instanceof StreamEvent.Reasoning e) {
            return Optional.of(event("reasoning", new Piece(e.text())));
        }
        if (event instanceof StreamEvent.FunctionProgress e) {
            Duration left = e.remaining();
            return Optional.of(event("progress", new Progress(e.name(), left == null ? null : left.toSeconds())));
        }
        if (event instanceof StreamEvent.Finished e) {
            return Optional.of(
                    finished(e.response(), e.response().finishReason().text(), null));
        }
        return Optional.empty();
    }

    /** The end of an answer that is complete, and that the conversation does not remember. */
    byte[] forgotten(ChatResponse response) {
        return finished(response, response.finishReason().text(), false);
    }

    /** The end of an answer that was not wanted any more. */
    byte[] stopped(Optional<ChatResponse> partial) {
        return partial.map(response -> finished(response, STOPPED, null))
                .orElseGet(() -> event("finished", new Finished(null, null, STOPPED, null, null, null, null)));
    }

    byte[] error(Problems failure, boolean partial) {
        Problem p = failure.problem();
        Long retryAfter =
                failure.retryAfter().isPresent() ? failure.retryAfter().getAsLong() : null;
        return event(
                "error",
                new Broken(
                        p.type(),
                        p.title(),
                        p.status(),
                        p.detail(),
                        p.instance(),
                        p.provider(),
                        p.requestId(),
                        p.parameter(),
                        retryAfter,
                        partial));
    }

    byte[] plain(Problem problem) {
        return json.toJson(problem).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] finished(ChatResponse response, String reason, @Nullable Boolean remembered) {
        Usage usage = response.usage();
        return event(
                "finished",
                new Finished(
                        response.provider(),
                        response.model(),
                        reason,
                        usage == null ? null : Tokens.of(usage),
                        response.requestId(),
                        response.sessionId(),
                        remembered));
    }

    private byte[] event(String name, Object data) {
        return ("event: " + name + "\ndata: " + escaped(json.toJson(data)) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A piece may end between the two halves of a character, which have no form in UTF-8 each for itself. */
    private static String escaped(String json) {
        return HALF.matcher(json)
                .replaceAll(half -> String.format(
                        Locale.ROOT, "\\\\u%04x", (int) half.group().charAt(0)));
    }
}
