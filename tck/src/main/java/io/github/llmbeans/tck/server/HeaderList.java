package io.github.llmbeans.tck.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The headers of a reply, in order. Immutable. */
record HeaderList(List<Map.Entry<String, String>> entries) {

    static final HeaderList EMPTY = new HeaderList(List.of());

    HeaderList {
        entries = List.copyOf(entries);
    }

    HeaderList plus(String name, String value) {
        if (name.isEmpty() || hasLineEnd(name)) {
            throw new IllegalArgumentException("name must be the name of a header, was '" + name + "'");
        }
        if (hasLineEnd(value)) {
            throw new IllegalArgumentException("value must be one line, was '" + value + "'");
        }
        return new HeaderList(Stream.concat(entries.stream(), Stream.of(Map.entry(name, value)))
                .toList());
    }

    HeaderList without(String name) {
        return new HeaderList(
                entries.stream().filter(e -> !e.getKey().equalsIgnoreCase(name)).toList());
    }

    Optional<String> first(String name) {
        return entries.stream()
                .filter(e -> e.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean hasLineEnd(String text) {
        return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0;
    }
}
