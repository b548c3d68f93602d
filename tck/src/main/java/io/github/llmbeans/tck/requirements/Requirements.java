package io.github.llmbeans.tck.requirements;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.tck.internal.Hashes;
import io.github.llmbeans.tck.internal.Resources;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The contract as a list: everything that is asked of a provider, read from the file that comes with the API. Immutable.
 */
public final class Requirements {

    /** Where the file lies in the API's jar. */
    public static final String FILE = "/io/github/llmbeans/requirements.json";

    private final String version;
    private final String checksum;
    private final Map<String, String> groups;
    private final Map<String, Requirement> byId;

    private Requirements(JsonObject json, String checksum) {
        this.version = json.getString("version");
        this.checksum = checksum;
        Map<String, String> titles = new LinkedHashMap<>();
        json.getJsonObject("groups").forEach((group, title) -> titles.put(group, ((JsonString) title).getString()));
        this.groups = Collections.unmodifiableMap(titles);
        Map<String, Requirement> map = new LinkedHashMap<>();
        for (JsonObject entry : json.getJsonArray("requirements").getValuesAs(JsonObject.class)) {
            Requirement requirement = read(entry);
            if (map.put(requirement.id(), requirement) != null) {
                throw new IllegalArgumentException("requirement " + requirement.id() + " is there twice");
            }
        }
        this.byId = Collections.unmodifiableMap(map);
    }

    /**
     * Reads the file of the API on the class path.
     *
     * @return the requirements in their order
     * @throws IllegalStateException if there is no such file, or more than one
     * @throws IllegalArgumentException if the file is not what it should be
     */
    public static Requirements load() {
        return parse(Resources.only(BaseProvider.class, FILE));
    }

    /**
     * Reads a requirements file.
     *
     * @param utf8 its bytes
     * @return the requirements in their order
     * @throws IllegalArgumentException if it is not what it should be
     */
    public static Requirements parse(byte[] utf8) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(utf8))) {
            return new Requirements(reader.readObject(), Hashes.sha256(utf8));
        }
    }

    private static Requirement read(JsonObject entry) {
        String capability = entry.getString("capability", null);
        return new Requirement(
                entry.getString("id"),
                Level.valueOf(entry.getString("level", "MUST")),
                entry.getString("text"),
                entry.getString("intent"),
                strings(entry, "check"),
                capability == null ? null : Capability.valueOf(capability),
                entry.getString("notTestable", null),
                entry.getString("since"),
                entry.getInt("revision", 1),
                strings(entry, "fallsWith"));
    }

    private static List<String> strings(JsonObject entry, String name) {
        List<String> list = new ArrayList<>();
        if (entry.containsKey(name)) {
            entry.getJsonArray(name).getValuesAs(JsonString.class).forEach(value -> list.add(value.getString()));
        }
        return List.copyOf(list);
    }

    /**
     * The version of the contract.
     *
     * @return for instance {@code 0.1}
     */
    public String version() {
        return version;
    }

    /**
     * The checksum of the file.
     *
     * @return SHA-256 in hexadecimal digits
     */
    public String checksum() {
        return checksum;
    }

    /**
     * The groups in their order.
     *
     * @return titles by the first word of the ids
     */
    public Map<String, String> groups() {
        return groups;
    }

    /**
     * All of them in the order of the file.
     *
     * @return unmodifiable
     */
    public Collection<Requirement> all() {
        return byId.values();
    }

    /**
     * Looks one up.
     *
     * @param id the id
     * @return the requirement, or empty if there is none of this id
     */
    public Optional<Requirement> find(@Nullable String id) {
        return Optional.ofNullable(id == null ? null : byId.get(id));
    }

    /** Version and size. */
    @Override
    public String toString() {
        return "Requirements[" + version + ", " + byId.size() + " entries]";
    }
}
