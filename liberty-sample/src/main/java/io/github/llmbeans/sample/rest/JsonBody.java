package io.github.llmbeans.sample.rest;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object from a caller, read strictly: a wrong type, an unknown name or a number that does not fit is an
 * {@link InvalidBodyException} that names the place. JSON-B would make a string of a number, and another number of an
 * integer that is too large, without a word.
 */
public final class JsonBody {
    private static final int LONGEST_NUMBER = 40;
    private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private final JsonObject json;
    private final String path;

    JsonBody(JsonObject json) {
        this(json, "");
    }

    private JsonBody(JsonObject json, String path) {
        this.json = json;
        this.path = path;
    }

    void allowOnly(String... names) {
        TreeSet<String> unknown = new TreeSet<>(json.keySet());
        Arrays.asList(names).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new InvalidBodyException(
                    path + shown(unknown.first()) + " is not known here; known are " + String.join(", ", names));
        }
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name, "a string", null));
    }

    Optional<String> optionalText(String name) {
        return value(name).map(value -> textOf(name, value));
    }

    boolean flag(String name) {
        return value(name).map(value -> flagOf(name, value)).orElse(false);
    }

    private boolean flagOf(String name, JsonValue value) {
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> throw wrong(name, "true or false", value);
        };
    }

    OptionalDouble number(String... names) {
        return one(names)
                .map(name -> OptionalDouble.of(decimal(name, "a number").doubleValue()))
                .orElseGet(OptionalDouble::empty);
    }

    OptionalInt integer(String... names) {
        return one(names)
                .map(name -> OptionalInt.of((int) whole(name, Integer.MIN_VALUE, Integer.MAX_VALUE)))
                .orElseGet(OptionalInt::empty);
    }

    OptionalLong longInteger(String name) {
        return value(name).isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(whole(name, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    List<String> texts(String name) {
        JsonValue value = value(name).orElse(JsonValue.EMPTY_JSON_ARRAY);
        if (!(value instanceof JsonArray)) {
            return List.of(textOf(name, value));
        }
        List<String> texts = new ArrayList<>();
        for (JsonValue element : value.asJsonArray()) {
            texts.add(textOf(name + "[" + texts.size() + "]", element));
        }
        return texts;
    }

    /** An object; without anything in it if the name is absent. */
    JsonBody object(String name) {
        return objectOf(name, value(name).orElse(JsonValue.EMPTY_JSON_OBJECT));
    }

    List<JsonBody> objects(String name) {
        JsonValue value = value(name).orElse(null);
        if (!(value instanceof JsonArray)) {
            throw wrong(name, "an array of objects", value);
        }
        List<JsonBody> objects = new ArrayList<>();
        for (JsonValue element : value.asJsonArray()) {
            objects.add(objectOf(name + "[" + objects.size() + "]", element));
        }
        return objects;
    }

    /** Values that the contract refuses were sent by the caller of this body. */
    <T> T checked(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidBodyException(path + e.getMessage());
        }
    }

    private Optional<String> one(String... names) {
        List<String> present =
                Arrays.stream(names).filter(name -> value(name).isPresent()).toList();
        if (present.size() > 1) {
            throw new InvalidBodyException(path + String.join(" and ", present) + " are the same, send one of them");
        }
        return present.stream().findFirst();
    }

    private Optional<JsonValue> value(String name) {
        return Optional.ofNullable(json.get(name)).filter(value -> value != JsonValue.NULL);
    }

    private BigDecimal decimal(String name, String expected) {
        JsonValue value = json.get(name);
        if (value instanceof JsonNumber number && number.toString().length() <= LONGEST_NUMBER) {
            return number.bigDecimalValue();
        }
        throw wrong(name, expected, value);
    }

    private long whole(String name, long min, long max) {
        String expected = "a whole number between " + min + " and " + max;
        BigDecimal number = decimal(name, expected);
        boolean fits = number.compareTo(MIN_LONG) >= 0 && number.compareTo(MAX_LONG) <= 0;
        if (!fits || number.stripTrailingZeros().scale() > 0 || number.longValue() < min || number.longValue() > max) {
            throw wrong(name, expected, json.get(name));
        }
        return number.longValue();
    }

    private String textOf(String name, JsonValue value) {
        if (value instanceof JsonString string) {
            return whole(name, string.getString());
        }
        throw wrong(name, "a string", value);
    }

    /** Half of a surrogate pair has no form in UTF-8; on its way to the model it would become a question mark. */
    private String whole(String name, String text) {
        int half = 0;
        while (half < text.length() && !isHalf(text.codePointAt(half))) {
            half += Character.charCount(text.codePointAt(half));
        }
        if (half < text.length()) {
            throw new InvalidBodyException(
                    path + name + " must be Unicode, had half of a character (a lone surrogate) at " + half);
        }
        return text;
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private JsonBody objectOf(String name, JsonValue value) {
        if (value instanceof JsonObject object) {
            return new JsonBody(object, path + name + ".");
        }
        throw wrong(name, "an object", value);
    }

    private InvalidBodyException wrong(String name, String expected, @Nullable JsonValue value) {
        String was = value == null ? "missing" : value.getValueType().name().toLowerCase(Locale.ROOT);
        String shown = value instanceof JsonNumber ? was + " " + shown(value.toString()) : was;
        return new InvalidBodyException(path + name + " must be " + expected + ", was " + shown);
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
