package io.github.llmbeans.tck.settings;

import io.github.llmbeans.tck.checks.AllChecks;
import io.github.llmbeans.tck.requirements.Requirements;
import io.github.llmbeans.tck.run.RunSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A run as the system properties want it; see {@link Setting} for each of them. Immutable.
 *
 * @param settings how to run
 * @param reportDir where reports go
 */
public record RunConfiguration(RunSettings settings, Path reportDir) {
    private static final String USUAL_BASELINE = "src/test/resources/llmbeans-tck-baseline.txt";
    private static final String USUAL_REPORT_DIR = "target/llmbeans-tck";
    /** For the tests of the kit itself. */
    private static final String WRITE = Setting.PREFIX + "write";

    /**
     * Reads the properties of this JVM.
     *
     * @return the run
     * @throws IllegalArgumentException if one is not what it must be, or there is none of its name
     */
    public static RunConfiguration ofSystem() {
        return of(System.getProperties(), Path.of(""));
    }

    /**
     * Reads properties.
     *
     * @param properties with the names of {@link Setting}; others are left alone
     * @param folder what paths are relative to
     * @return the run
     * @throws IllegalArgumentException if one is not what it must be, or there is none of its name
     */
    public static RunConfiguration of(Properties properties, Path folder) {
        Requirements requirements = Requirements.load();
        requireKnown(properties.stringPropertyNames());
        RunSettings settings = new RunSettings(
                requirements,
                AllChecks.checks(),
                Challenges.load().reasons(),
                baseline(properties, folder, requirements),
                only(properties, requirements),
                seed(properties),
                timeFactor(properties),
                whole(properties, Setting.ROUNDS, 1, 1000),
                whole(properties, Setting.THREADS, 8, 64),
                flag(properties, Setting.TLS));
        return new RunConfiguration(settings, reportDir(properties, folder));
    }

    private static void requireKnown(Set<String> names) {
        Set<String> known = new LinkedHashSet<>();
        Arrays.stream(Setting.values()).map(Setting::property).forEach(known::add);
        for (String name : names) {
            if (name.startsWith(Setting.PREFIX) && !known.contains(name) && !name.equals(WRITE)) {
                throw new IllegalArgumentException(
                        name + " is no setting of the kit; there are " + String.join(", ", known));
            }
        }
    }

    private static long seed(Properties properties) {
        String value = given(properties, Setting.SEED);
        try {
            return value == null ? ThreadLocalRandom.current().nextLong(1_000_000) : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw Setting.SEED.wrong(value);
        }
    }

    private static double timeFactor(Properties properties) {
        String value = given(properties, Setting.TIME_FACTOR);
        try {
            double factor = value == null ? 1 : Double.parseDouble(value);
            if (factor > 0 && factor <= 100) {
                return factor;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw Setting.TIME_FACTOR.wrong(String.valueOf(value));
    }

    private static int whole(Properties properties, Setting setting, int usual, int most) {
        String value = given(properties, setting);
        try {
            int number = value == null ? usual : Integer.parseInt(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw setting.wrong(String.valueOf(value));
    }

    private static boolean flag(Properties properties, Setting setting) {
        String value = given(properties, setting);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw setting.wrong(value);
    }

    private static Set<String> only(Properties properties, Requirements requirements) {
        String value = given(properties, Setting.ONLY);
        Set<String> ids = new LinkedHashSet<>();
        if (value != null) {
            for (String id : value.split(",")) {
                if (requirements.find(id.strip()).isEmpty()) {
                    throw Setting.ONLY.wrong(id.strip());
                }
                ids.add(id.strip());
            }
        }
        return ids;
    }

    private static Map<String, String> baseline(Properties properties, Path folder, Requirements requirements) {
        String value = given(properties, Setting.BASELINE);
        Path file = path(Setting.BASELINE, folder, value == null ? USUAL_BASELINE : value);
        if (!Files.isRegularFile(file)) {
            if (value == null) {
                return Map.of();
            }
            throw Setting.BASELINE.wrong(value);
        }
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return Baseline.parse(file.toString(), text, requirements);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the baseline " + file, e);
        }
    }

    private static Path reportDir(Properties properties, Path folder) {
        String value = given(properties, Setting.REPORT_DIR);
        Path dir = path(Setting.REPORT_DIR, folder, value == null ? USUAL_REPORT_DIR : value);
        if (Files.exists(dir) && !Files.isDirectory(dir)) {
            throw Setting.REPORT_DIR.wrong(String.valueOf(value));
        }
        return dir;
    }

    private static Path path(Setting setting, Path folder, String value) {
        try {
            return folder.resolve(value);
        } catch (InvalidPathException e) {
            throw setting.wrong(value);
        }
    }

    private static @Nullable String given(Properties properties, Setting setting) {
        String value = properties.getProperty(setting.property());
        return value == null || value.isBlank() ? null : value.strip();
    }
}
