package io.github.llmbeans.gigachat.benchmark.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes the file with everything that was seen, and the page that is made of it: the tables of this run, what other
 * engines gave before, and what was learnt, which people write.
 */
public final class Page {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String MAIN_ENGINE = "resteasy";

    private Page() {}

    /**
     * Writes both into {@code target} of the module.
     *
     * @param directory of the module
     * @param publish whether they also replace what is in the repository: {@code BENCHMARK.md} beside the module, and
     *     {@code results} in it
     */
    public static void write(Results results, Path directory, boolean publish) throws IOException {
        Path target = Files.createDirectories(directory.resolve("target"));
        String name = results.facts().engine() + ".json";
        Path file = target.resolve(name);
        Map<String, Object> everything = new LinkedHashMap<>();
        everything.put("facts", results.facts());
        everything.put("medians", new Summary(results).rows());
        everything.put("samples", results.samples());
        JSON.writeValue(file.toFile(), everything);
        Path published = directory.resolve("results");
        if (publish) {
            Files.createDirectories(published);
            Files.copy(file, published.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Path page = target.resolve("BENCHMARK.md");
        Files.writeString(page, text(results, published), StandardCharsets.UTF_8);
        if (publish) {
            Path place = directory.toAbsolutePath().getParent().resolve("BENCHMARK.md");
            Files.copy(page, place, StandardCopyOption.REPLACE_EXISTING);
        }
        System.out.println("[benchmark] wrote " + page + " and " + file + (publish ? ", and the published ones" : ""));
    }

    /** The page is of the main engine; others stand on it with what they gave when they were measured last. */
    private static String text(Results results, Path published) throws IOException {
        Results main = results;
        Path mainFile = published.resolve(MAIN_ENGINE + ".json");
        if (!results.facts().engine().equals(MAIN_ENGINE) && Files.exists(mainFile)) {
            main = Results.read(mainFile);
        }
        List<Results> others = new ArrayList<>();
        for (String engine : List.of("jersey", "cxf")) {
            Path file = published.resolve(engine + ".json");
            if (results.facts().engine().equals(engine)) {
                others.add(results);
            } else if (Files.exists(file)) {
                others.add(Results.read(file));
            }
        }
        others.remove(main);
        return resource("head.md") + "\n" + new Tables(main).text() + Engines.text(main, others) + "\n"
                + resource("learnt.md");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream("/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
