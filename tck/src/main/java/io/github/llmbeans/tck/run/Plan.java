package io.github.llmbeans.tck.run;

import io.github.llmbeans.tck.requirements.Requirement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The order of a run: random, but what must have the JVM for itself comes together, at a random place. It makes everything
 * else wait until it has ended, and so it does that once in a round, not once for each.
 */
final class Plan {
    private Plan() {}

    /** Everything as often as the settings say; the same order for the same seed. */
    static List<Requirement> of(RunSettings settings) {
        Random random = new Random(settings.seed());
        List<Requirement> plan = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            List<Requirement> alone = new ArrayList<>();
            List<Requirement> together = new ArrayList<>();
            for (Requirement requirement : settings.requirements().all()) {
                (alone(settings, requirement) ? alone : together).add(requirement);
            }
            Collections.shuffle(alone, random);
            Collections.shuffle(together, random);
            together.addAll(random.nextInt(together.size() + 1), alone);
            plan.addAll(together);
        }
        return plan;
    }

    private static boolean alone(RunSettings settings, Requirement requirement) {
        return settings.checks().of(requirement.id()).stream().anyMatch(Check::alone);
    }
}
