package io.github.llmbeans.tck.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.BaseProvider;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The file of the contract is well formed; each test lists everything that is wrong. */
class RequirementsFileTest {
    private static final Pattern ID = Pattern.compile("[A-Z]{3}(-[A-Z]+)+");
    private static final Set<String> FIELDS = Set.of(
            "id", "level", "since", "revision", "text", "intent", "check", "capability", "notTestable", "fallsWith");
    private static final JsonObject FILE = read();
    private static final List<JsonObject> ENTRIES =
            FILE.getJsonArray("requirements").getValuesAs(JsonObject.class);

    private static JsonObject read() {
        InputStream in = BaseProvider.class.getResourceAsStream(Requirements.FILE);
        try (JsonReader reader = Json.createReader(in)) {
            return reader.readObject();
        }
    }

    @Test
    void theFileCanBeLoaded() {
        assertThat(Requirements.load().all()).hasSameSizeAs(ENTRIES);
    }

    @Test
    void idsAreWordsOfAKnownGroupAndUnique() {
        List<String> wrong = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (JsonObject entry : ENTRIES) {
            String id = entry.getString("id");
            if (!ID.matcher(id).matches()) {
                wrong.add(id + " is not made of words");
            }
            if (!FILE.getJsonObject("groups").containsKey(id.split("-")[0])) {
                wrong.add(id + " belongs to no known group");
            }
            if (!seen.add(id)) {
                wrong.add(id + " is there twice");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void eachEntryHasWhatItNeedsAndNothingElse() {
        List<String> wrong = new ArrayList<>();
        for (JsonObject entry : ENTRIES) {
            String id = entry.getString("id");
            for (String name : List.of("level", "since", "text", "intent")) {
                if (entry.getString(name, "").isBlank()) {
                    wrong.add(id + " has no " + name);
                }
            }
            for (String name : List.of("text", "intent")) {
                if (!entry.getString(name, "").endsWith(".")) {
                    wrong.add(id + ": " + name + " is no sentence");
                }
            }
            if (entry.getInt("revision", 0) < 1) {
                wrong.add(id + " has no revision");
            }
            for (String name : entry.keySet()) {
                if (!FIELDS.contains(name)) {
                    wrong.add(id + " has an unknown field " + name);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsTestableSaysInOneToThreeLinesWhatToLookAtAndTheRestSaysWhyNot() {
        List<String> wrong = new ArrayList<>();
        for (JsonObject entry : ENTRIES) {
            String id = entry.getString("id");
            int lines = entry.containsKey("check") ? entry.getJsonArray("check").size() : 0;
            if (!entry.containsKey("notTestable") && (lines < 1 || lines > 3)) {
                wrong.add(id + " must have 1 to 3 lines of check, has " + lines);
            }
            if (entry.containsKey("notTestable")
                    && (lines > 0 || entry.getString("notTestable").isBlank())) {
                wrong.add(id + " must have a reason why it is not testable, and nothing to check");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatFallsTogetherExists() {
        List<String> wrong = new ArrayList<>();
        Requirements requirements = Requirements.load();
        for (JsonObject entry : ENTRIES) {
            if (entry.containsKey("fallsWith")) {
                for (JsonString other : entry.getJsonArray("fallsWith").getValuesAs(JsonString.class)) {
                    boolean known = requirements.find(other.getString()).isPresent();
                    if (!known || other.getString().equals(entry.getString("id"))) {
                        wrong.add(entry.getString("id") + " cannot fall with " + other.getString());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void entriesStandTogetherByGroupInTheOrderOfTheGroups() {
        List<String> order = List.copyOf(FILE.getJsonObject("groups").keySet());
        List<String> groups = ENTRIES.stream()
                .map(entry -> entry.getString("id").split("-")[0])
                .distinct()
                .toList();
        assertThat(groups).isEqualTo(order);
        List<Integer> places = ENTRIES.stream()
                .map(entry -> order.indexOf(entry.getString("id").split("-")[0]))
                .toList();
        assertThat(places).isSorted();
    }
}
