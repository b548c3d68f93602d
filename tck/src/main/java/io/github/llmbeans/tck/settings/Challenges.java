package io.github.llmbeans.tck.settings;

import io.github.llmbeans.tck.internal.Resources;
import io.github.llmbeans.tck.requirements.Requirements;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The accepted challenges that come with the kit. Immutable. */
public final class Challenges {
    /** Where the file lies in the kit's jar. */
    public static final String FILE = "/io/github/llmbeans/tck/challenges.json";

    private final Map<String, Challenge> byId = new LinkedHashMap<>();

    private Challenges(List<JsonObject> entries, Requirements requirements, @Nullable String kitVersion) {
        for (JsonObject entry : entries) {
            Challenge challenge = new Challenge(
                    text(entry, "id"),
                    text(entry, "link"),
                    entry.getJsonArray("kitVersions").getValuesAs(JsonString::getString),
                    text(entry, "returns"));
            if (requirements.find(challenge.id()).isEmpty()) {
                throw new IllegalArgumentException(challenge.id() + " is no requirement of the contract");
            }
            if (challenge.kitVersions().isEmpty()) {
                throw new IllegalArgumentException("kitVersions of " + challenge.id() + " must name a version");
            }
            boolean holds = kitVersion == null || challenge.kitVersions().contains(kitVersion);
            if (holds && byId.put(challenge.id(), challenge) != null) {
                throw new IllegalArgumentException(challenge.id() + " is there twice");
            }
        }
    }

    /**
     * The challenges that this version of the kit leaves out.
     *
     * @return read from the kit's jar
     * @throws IllegalArgumentException if the file is not what it should be
     */
    public static Challenges load() {
        return parse(
                Resources.only(Challenges.class, FILE),
                Requirements.load(),
                Challenges.class.getPackage().getImplementationVersion());
    }

    /** Without a version, in the kit's own build, all of them hold. */
    static Challenges parse(byte[] utf8, Requirements requirements, @Nullable String kitVersion) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(utf8))) {
            String release = kitVersion == null ? null : kitVersion.replace("-SNAPSHOT", "");
            return new Challenges(
                    reader.readObject().getJsonArray("challenges").getValuesAs(JsonObject.class),
                    requirements,
                    release);
        } catch (JsonException | ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException("not a file of challenges: " + e.getMessage(), e);
        }
    }

    private static String text(JsonObject entry, String name) {
        String text = entry.getString(name, "");
        if (text.isBlank()) {
            throw new IllegalArgumentException("a challenge must have " + name + ": " + entry);
        }
        return text;
    }

    /**
     * Why each is left out.
     *
     * @return reasons by id, unmodifiable
     */
    public Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        byId.forEach((id, challenge) -> reasons.put(id, challenge.reason()));
        return Collections.unmodifiableMap(reasons);
    }
}
