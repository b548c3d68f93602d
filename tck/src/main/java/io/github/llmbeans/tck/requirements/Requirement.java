package io.github.llmbeans.tck.requirements;

import io.github.llmbeans.Capability;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One promise of the contract, as it stands in its requirements file.
 *
 * @param id words that never change their meaning, the group first
 * @param level how binding it is
 * @param text what a provider does
 * @param intent why it is asked for
 * @param check what to look at first when it is not kept, one to three lines
 * @param capability the capability it belongs to; a provider that does not declare it refuses instead
 * @param notTestable why the kit does not check it, or {@code null} if it does
 * @param since the version of the contract that brought it
 * @param revision raised with every change of the text
 * @param fallsWith ids that cannot be kept when this one is broken
 */
public record Requirement(
        String id,
        Level level,
        String text,
        String intent,
        List<String> check,
        @Nullable Capability capability,
        @Nullable String notTestable,
        String since,
        int revision,
        List<String> fallsWith) {

    /**
     * The group it belongs to.
     *
     * @return the first word of the id, for instance {@code GEN}
     */
    public String group() {
        return id.substring(0, id.indexOf('-'));
    }

    /**
     * Whether the kit checks it.
     *
     * @return {@code false} if there is a reason why not
     */
    public boolean testable() {
        return notTestable == null;
    }
}
