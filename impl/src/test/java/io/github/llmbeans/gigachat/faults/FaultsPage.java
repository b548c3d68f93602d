package io.github.llmbeans.gigachat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.ProviderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code FAULTS.md}: what was seen, for people. {@code -Dllmbeans.tck.write=true} writes it again. */
final class FaultsPage {
    private static final Path FILE = Path.of("FAULTS.md");
    private static final boolean WRITE = Boolean.getBoolean("llmbeans.tck.write");
    private static final String HEAD = """
            # When something goes wrong

            What a caller of the GigaChat provider gets for each fault, at each of the three exchanges: the token request, an
            answer, and a stream before its first event. Every row is played over a real socket in every build, and this page is
            what was seen. Each time the deadline was kept, no secret stood in the exception or what it carries, the next call
            with the same provider was answered, and no connection stayed open.

            The provider had `gigachat.max-retries=3`, so four requests are a request and all its repeats. *Retryable* is
            `ProviderException.retryable()`, with `retryAfter()` if the server gave a hint. *Requests* are those that the server
            saw at the place of the fault. What breaks off after the request was sent is not repeated, since the answer may
            have been paid for; a token costs nothing, so its request is. *The address* stands for the one in the setting. The engine
            was RESTEasy, that of Open Liberty and WildFly; others word the failures of a connection differently.

            """;

    private final Map<Fault, Map<Spot, Seen>> all = new HashMap<>();

    void add(Fault fault, Spot spot, Seen seen) {
        all.computeIfAbsent(fault, f -> new EnumMap<>(Spot.class)).put(spot, seen);
    }

    /** Writes the page, or fails if it is not what was seen. */
    void check(Map<String, List<Fault>> groups) throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        groups.forEach((group, faults) -> {
            text.append("## ")
                    .append(group)
                    .append("\n\n")
                    .append("| What happens | To | The caller gets | Status | Retryable | Requests | Message |\n")
                    .append("| --- | --- | --- | --- | --- | --- | --- |\n");
            faults.forEach(fault -> rows(fault, text));
            text.append('\n');
        });
        String page = text.toString().stripTrailing() + "\n";
        if (WRITE) {
            Files.writeString(FILE, page, StandardCharsets.UTF_8);
        }
        assertThat(
                        Files.exists(FILE)
                                ? Files.readString(FILE, StandardCharsets.UTF_8).replace("\r\n", "\n")
                                : "")
                .as(FILE + " is stale; write it with -Dllmbeans.tck.write=true")
                .isEqualTo(page);
    }

    private void rows(Fault fault, StringBuilder text) {
        Map<Spot, Seen> seen = all.getOrDefault(fault, Map.of());
        assertThat(seen.keySet()).as("places of: %s", fault.name).isEqualTo(fault.expected.keySet());
        Map<String, List<Spot>> same = seen.keySet().stream()
                .collect(Collectors.groupingBy(
                        spot -> outcome(spot, seen.get(spot)), LinkedHashMap::new, Collectors.toList()));
        String name = fault.name;
        for (Map.Entry<String, List<Spot>> row : same.entrySet()) {
            text.append("| ")
                    .append(name)
                    .append(" | ")
                    .append(places(row.getValue()))
                    .append(row.getKey());
            name = "";
        }
    }

    private static String places(List<Spot> spots) {
        return spots.size() == Spot.values().length
                ? "all"
                : spots.stream().map(Spot::label).collect(Collectors.joining(", "));
    }

    private static String outcome(Spot spot, Seen seen) {
        ProviderException e = seen.failure();
        String requests = spot == Spot.TOKEN
                ? "" + seen.tokens()
                : seen.chats() + (seen.tokens() > 1 ? ", " + seen.tokens() + " for tokens" : "");
        if (e == null) {
            return " | the answer | | | " + requests + " | |\n";
        }
        String hint =
                e.retryAfter().map(time -> ", after " + time.toSeconds() + " s").orElse("");
        return " | `" + e.getClass().getSimpleName() + "` | "
                + (e.status().isPresent() ? e.status().getAsInt() + " | " : "| ")
                + (e.retryable() ? "yes" : "no") + hint + " | " + requests + " | "
                + seen.message().replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*") + " |\n";
    }
}
