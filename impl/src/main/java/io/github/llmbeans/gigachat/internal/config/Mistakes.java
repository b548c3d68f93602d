package io.github.llmbeans.gigachat.internal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with a configuration, so that it can be told at once. Not thread-safe. */
public final class Mistakes {
    private final List<IllegalArgumentException> found = new ArrayList<>();

    /** What is read, or the other value if that is a mistake. */
    public <T extends @Nullable Object> T or(T otherwise, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            add(e);
            return otherwise;
        }
    }

    /** Notes what a check throws. */
    public void check(Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            add(e);
        }
    }

    /** Notes a mistake, or the several that an exception tells of; each sentence once. */
    public void add(IllegalArgumentException mistake) {
        if (mistake instanceof WrongSettingsException several) {
            several.mistakes().forEach(this::add);
        } else if (!sentences().contains(String.valueOf(mistake.getMessage()))) {
            found.add(mistake);
        }
    }

    /** Notes a mistake. */
    public void add(String sentence) {
        add(new IllegalArgumentException(sentence));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** One for each mistake, in the order in which they were found. */
    public List<String> sentences() {
        return found.stream().map(e -> String.valueOf(e.getMessage())).toList();
    }

    /**
     * Tells them all.
     *
     * @throws IllegalArgumentException the mistake itself if it is one, else one exception that lists all
     */
    public void tell() {
        if (found.size() == 1) {
            throw found.get(0);
        }
        if (!found.isEmpty()) {
            throw new WrongSettingsException(
                    String.format(Locale.ROOT, "%d settings are wrong:%n- ", found.size())
                            + String.join(System.lineSeparator() + "- ", sentences()),
                    found);
        }
    }
}
