package io.github.llmbeans;

import io.github.llmbeans.internal.Texts;
import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stored form of a {@link Conversation}. Whoever changes it raises the version and reads the old ones. */
final class ConversationForm {
    private static final int VERSION = 1;

    private ConversationForm() {}

    static Map<String, Object> write(Conversation conversation, int maxMessages, @Nullable Integer maxTokens) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("version", VERSION);
        form.put("sessionId", conversation.sessionId());
        putIfThere(form, "system", conversation.system());
        form.put("maxMessages", maxMessages);
        putIfThere(form, "maxTokens", maxTokens);
        List<Object> messages = new ArrayList<>();
        conversation.messages().forEach(message -> messages.add(write(message)));
        form.put("messages", messages);
        return form;
    }

    private static Map<String, Object> write(Message message) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("role", message.role().text());
        form.put("content", message.content());
        putIfThere(form, "name", message.name());
        FunctionCall call = message.functionCall();
        if (call != null) {
            Map<String, Object> inner = new LinkedHashMap<>();
            inner.put("name", call.name());
            inner.put("arguments", call.arguments());
            form.put("functionCall", inner);
        }
        putIfThere(form, "functionStateId", message.functionStateId());
        return form;
    }

    private static void putIfThere(Map<String, Object> form, String name, @Nullable Object value) {
        if (value != null) {
            form.put(name, value);
        }
    }

    static Conversation read(Map<?, ?> stored) {
        Objects.requireNonNull(stored, "stored must not be null");
        try {
            requireVersion(stored);
            ConversationBuilder builder = Conversation.builder()
                    .sessionId(required(stored, "sessionId"))
                    .system(text(stored, "system"));
            builder.maxMessages(number(stored, "maxMessages", ConversationBuilder.DEFAULT_MAX_MESSAGES));
            if (stored.get("maxTokens") != null) {
                builder.maxTokens(number(stored, "maxTokens", 0));
            }
            return builder.messages(messages(stored)).build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Not a stored conversation: " + e.getMessage());
        }
    }

    private static void requireVersion(Map<?, ?> stored) {
        int version = number(stored, "version", 0);
        if (version != VERSION) {
            throw new IllegalArgumentException("version must be " + VERSION + ", was "
                    + (stored.get("version") == null ? "missing" : version)
                    + (version > VERSION ? "; a newer release has written it" : ""));
        }
    }

    private static List<Message> messages(Map<?, ?> stored) {
        Object value = stored.get("messages");
        if (!(value instanceof List<?> list)) {
            throw wrong("messages", "a list", value);
        }
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            messages.add(message(list.get(i), "messages[" + i + "]"));
        }
        return messages;
    }

    private static Message message(@Nullable Object value, String where) {
        Map<?, ?> form = map(value, where);
        try {
            Role role = Role.of(required(form, "role"));
            Object call = form.get("functionCall");
            return new Message(
                    role,
                    required(form, "content"),
                    text(form, "name"),
                    call == null ? null : call(map(call, "functionCall")),
                    text(form, "functionStateId"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage());
        }
    }

    private static FunctionCall call(Map<?, ?> form) {
        return new FunctionCall(required(form, "name"), required(form, "arguments"));
    }

    private static Map<?, ?> map(@Nullable Object value, String where) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw wrong(where, "a map", value);
    }

    private static String required(Map<?, ?> form, String name) {
        String value = text(form, name);
        if (value == null) {
            throw wrong(name, "a text", null);
        }
        return value;
    }

    private static @Nullable String text(Map<?, ?> form, String name) {
        Object value = form.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw wrong(name, "a text", value);
    }

    private static int number(Map<?, ?> form, String name, int absent) {
        Object value = form.get(name);
        if (value == null) {
            return absent;
        }
        if (!(value instanceof Number)) {
            throw wrong(name, "a whole number", value);
        }
        try {
            return new BigDecimal(value.toString()).intValueExact();
        } catch (ArithmeticException | NumberFormatException notWhole) {
            throw new IllegalArgumentException(name + " must be a whole number, was " + Texts.shown(value.toString()));
        }
    }

    /** The type that was seen and not the value, which may be something that was said. */
    private static IllegalArgumentException wrong(String where, String what, @Nullable Object seen) {
        return new IllegalArgumentException(where + " must be " + what + ", was "
                + (seen == null ? "missing" : "of " + seen.getClass().getName()));
    }

    /** What stands for a conversation where Java serialization is used. */
    static final class Serialized implements Serializable {
        private static final long serialVersionUID = 1L;

        private final LinkedHashMap<String, Object> form;

        Serialized(Map<String, Object> form) {
            this.form = new LinkedHashMap<>(form);
        }

        private Object readResolve() throws ObjectStreamException {
            try {
                return read(form);
            } catch (RuntimeException e) {
                throw new InvalidObjectException(e.getMessage());
            }
        }
    }
}
