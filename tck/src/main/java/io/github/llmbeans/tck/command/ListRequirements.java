package io.github.llmbeans.tck.command;

import io.github.llmbeans.tck.requirements.Requirements;
import java.io.PrintStream;

/** Lists the contract. */
final class ListRequirements {
    private ListRequirements() {}

    static int run(PrintStream out) {
        Requirements requirements = Requirements.load();
        out.println(
                "Contract " + requirements.version() + ", " + requirements.all().size() + " requirements");
        requirements.groups().forEach((group, title) -> {
            out.println();
            out.println(title);
            requirements.all().stream()
                    .filter(requirement -> requirement.group().equals(group))
                    .forEach(requirement -> out.println("  " + requirement.id() + " (" + requirement.level() + ")"
                            + (requirement.capability() == null ? "" : " [" + requirement.capability() + "]")
                            + (requirement.testable() ? "" : " [not testable]") + ": " + requirement.text()));
        });
        return Commands.OK;
    }
}
