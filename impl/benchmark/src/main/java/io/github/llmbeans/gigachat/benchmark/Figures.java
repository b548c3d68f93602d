package io.github.llmbeans.gigachat.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;

/** Figures with names, that can travel between processes as one line. Not thread-safe. */
public final class Figures {
    private final Map<String, Double> values = new LinkedHashMap<>();

    /** Adds one. */
    Figures with(String name, double value) {
        values.put(name, value);
        return this;
    }

    /** All of them. */
    public Map<String, Double> values() {
        return values;
    }

    /** One of them. */
    public double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no " + name + " among " + values.keySet());
        }
        return value;
    }

    String line() {
        StringBuilder line = new StringBuilder("figures");
        values.forEach(
                (name, value) -> line.append(' ').append(name).append('=').append(value));
        return line.toString();
    }

    static Figures parse(String line) {
        Figures figures = new Figures();
        for (String part : line.split(" ")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                figures.with(part.substring(0, equals), Double.parseDouble(part.substring(equals + 1)));
            }
        }
        return figures;
    }
}
