package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.Failure;
import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.Message;
import io.github.llmbeans.UnsupportedCapabilityException;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.wire.CompletionRequest;
import io.github.llmbeans.gigachat.internal.wire.FunctionCalls;
import io.github.llmbeans.gigachat.internal.wire.WireMessage;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** From the contract's request to GigaChat's (GigaChat REST reference §2.2). */
public final class RequestMapper {
    static final String UPDATE_INTERVAL = "update_interval";
    static final String PROFANITY_CHECK = "profanity_check";
    static final String REASONING_EFFORT = "reasoning_effort";
    static final String FUNCTION_CALL = "function_call";
    private static final Set<String> OPTIONS =
            Set.of(UPDATE_INTERVAL, PROFANITY_CHECK, REASONING_EFFORT, FUNCTION_CALL);
    private static final Set<String> EFFORTS = Set.of("low", "medium", "high");
    private static final Set<String> FUNCTION_CALLS = Set.of("auto", "none");

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
                whole("model", request.model() == null ? settings.model() : request.model()),
                messages(request.messages()),
                temperature(params.temperature()),
                params.topP(),
                params.maxTokens(),
                params.repetitionPenalty(),
                stream ? true : null,
                updateInterval(options.get(UPDATE_INTERVAL)),
                profanityCheck(options.get(PROFANITY_CHECK)),
                oneOf(EFFORTS, REASONING_EFFORT, "low, medium or high", options),
                oneOf(FUNCTION_CALLS, FUNCTION_CALL, "auto or none", options));
    }

    private List<WireMessage> messages(List<Message> messages) {
        return IntStream.range(0, messages.size())
                .mapToObj(i -> message(messages.get(i), i))
                .toList();
    }

    /** What the model thought stays with the answer: the wire takes it, and it would be paid for again. */
    private WireMessage message(Message message, int index) {
        return new WireMessage(
                message.role().text(),
                whole("messages[" + index + "].content", message.content()),
                null,
                wholeOrNull("messages[" + index + "].name", message.name()),
                functionCall(message.functionCall(), index),
                wholeOrNull("messages[" + index + "].functionStateId", message.functionStateId()));
    }

    /** Refuses texts that cannot arrive as they are. */
    public void requireWhole(String name, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            whole(name + "[" + i + "]", texts.get(i));
        }
    }

    private @Nullable String wholeOrNull(String name, @Nullable String text) {
        return text == null ? null : whole(name, text);
    }

    private String whole(String name, String text) {
        int half = Surrogates.halfIn(text);
        if (half < 0) {
            return text;
        }
        throw new InvalidRequestException(
                "Provider '" + settings.name() + "': " + name + " has half of a surrogate pair, U+"
                        + Integer.toHexString(text.charAt(half)).toUpperCase(Locale.ROOT) + ", at index " + half
                        + ", which no UTF-8 can carry; nothing was sent",
                Failure.of(settings.name()));
    }

    private @Nullable JsonObject functionCall(@Nullable FunctionCall call, int index) {
        if (call == null) {
            return null;
        }
        JsonObject wire = FunctionCalls.toWire(call);
        if (wire == null) {
            throw new InvalidRequestException(
                    "Provider '" + settings.name() + "': the arguments of the function call in messages[" + index
                            + "] must be a JSON object, were "
                            + call.arguments().length() + " characters of something else; nothing was sent",
                    Failure.of(settings.name()));
        }
        whole("the function call in messages[" + index + "]", wire.toString());
        return wire;
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

    private @Nullable String oneOf(Set<String> words, String option, String bound, Map<String, Object> options) {
        Object value = options.get(option);
        if (value == null) {
            return null;
        }
        if (value instanceof String word && words.contains(word)) {
            return word;
        }
        throw wrong(option, bound, value);
    }

    private InvalidRequestException wrong(String option, String bound, Object seen) {
        String text = String.valueOf(seen);
        return new InvalidRequestException(
                "Provider '" + settings.name() + "': option " + option + " must be " + bound + ", was "
                        + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "; nothing was sent",
                Failure.of(settings.name()));
    }
}
