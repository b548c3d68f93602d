package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.Failure;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.Message;
import io.github.llmbeans.UnsupportedCapabilityException;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.wire.CompletionRequest;
import io.github.llmbeans.gigachat.internal.wire.WireMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** From the contract's request to GigaChat's (GigaChat REST reference §2.2). */
public final class RequestMapper {
    static final String UPDATE_INTERVAL = "update_interval";
    static final String PROFANITY_CHECK = "profanity_check";
    static final String REASONING_EFFORT = "reasoning_effort";
    private static final Set<String> OPTIONS = Set.of(UPDATE_INTERVAL, PROFANITY_CHECK, REASONING_EFFORT);
    private static final Set<String> EFFORTS = Set.of("low", "medium", "high");

    /** GigaChat takes only temperatures above 0; below 0.001 it is deterministic, which is what 0 asks for. */
    private static final double DETERMINISTIC = 0.0001;

    private final GigaChatSettings settings;

    public RequestMapper(GigaChatSettings settings) {
        this.settings = settings;
    }

    /** Refuses what the wire has no place for, before anything is sent. */
    public CompletionRequest toWire(ChatRequest request, boolean stream) {
        GenerationParams params = request.params();
        Map<String, Object> options = params.options();
        for (String option : new TreeSet<>(options.keySet())) {
            if (!OPTIONS.contains(option)) {
                throw new UnsupportedCapabilityException(settings.name(), option, null);
            }
        }
        return new CompletionRequest(
                request.model() == null ? settings.model() : request.model(),
                messages(request.messages()),
                temperature(params.temperature()),
                params.topP(),
                params.maxTokens(),
                params.repetitionPenalty(),
                stream ? true : null,
                updateInterval(options.get(UPDATE_INTERVAL)),
                profanityCheck(options.get(PROFANITY_CHECK)),
                reasoningEffort(options.get(REASONING_EFFORT)));
    }

    private static List<WireMessage> messages(List<Message> messages) {
        return messages.stream()
                .map(message -> new WireMessage(message.role().text(), message.content(), null))
                .toList();
    }

    private static @Nullable Double temperature(@Nullable Double value) {
        return value != null && value == 0.0 ? Double.valueOf(DETERMINISTIC) : value;
    }

    private @Nullable Double updateInterval(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 60) {
            return number.doubleValue();
        }
        throw wrong(UPDATE_INTERVAL, "a number of seconds between 0 and 60", value);
    }

    private @Nullable Boolean profanityCheck(@Nullable Object value) {
        if (value == null) {
            return settings.profanityCheck();
        }
        if (value instanceof Boolean check) {
            return check;
        }
        throw wrong(PROFANITY_CHECK, "true or false", value);
    }

    private @Nullable String reasoningEffort(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof String effort && EFFORTS.contains(effort)) {
            return effort;
        }
        throw wrong(REASONING_EFFORT, "low, medium or high", value);
    }

    private InvalidRequestException wrong(String option, String bound, Object seen) {
        String text = String.valueOf(seen);
        return new InvalidRequestException(
                "Provider '" + settings.name() + "': option " + option + " must be " + bound + ", was "
                        + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "; nothing was sent",
                Failure.of(settings.name()));
    }
}
