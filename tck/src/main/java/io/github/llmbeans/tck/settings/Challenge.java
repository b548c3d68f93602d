package io.github.llmbeans.tck.settings;

import java.util.List;

/**
 * An accepted challenge: somebody has shown that the kit is wrong about a requirement.
 *
 * @param id the requirement, which is left out
 * @param link where it was discussed
 * @param kitVersions the versions of the kit that leave it out
 * @param returns what has to be done before it is checked again
 */
public record Challenge(String id, String link, List<String> kitVersions, String returns) {

    /** Copies. */
    public Challenge {
        kitVersions = List.copyOf(kitVersions);
    }

    /**
     * Why the requirement is left out.
     *
     * @return for people
     */
    public String reason() {
        return "challenged in " + link + ", left out by the kit's versions " + String.join(", ", kitVersions)
                + "; comes back when " + returns;
    }
}
