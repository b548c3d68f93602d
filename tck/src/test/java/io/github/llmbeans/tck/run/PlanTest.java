package io.github.llmbeans.tck.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.requirements.Requirement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The order of a run. */
class PlanTest {
    private static final RunSettings USUAL = RunSettings.usual();

    @Test
    void eachRoundHasEveryRequirementOnce() {
        List<Requirement> plan = plan(1, 3);
        int all = USUAL.requirements().all().size();

        assertThat(plan).hasSize(3 * all);
        for (int round = 0; round < 3; round++) {
            assertThat(plan.subList(round * all, (round + 1) * all))
                    .containsExactlyInAnyOrderElementsOf(USUAL.requirements().all());
        }
    }

    @Test
    void theSameSeedGivesTheSameOrderAndAnotherOneAnother() {
        assertThat(plan(7, 2)).isEqualTo(plan(7, 2)).isNotEqualTo(plan(8, 2));
    }

    @Test
    void whatMustHaveTheJvmForItselfComesTogether() {
        for (long seed = 0; seed < 20; seed++) {
            List<Boolean> alone = plan(seed, 1).stream().map(PlanTest::alone).toList();

            assertThat(alone.subList(alone.indexOf(true), alone.lastIndexOf(true) + 1))
                    .hasSizeGreaterThan(1)
                    .containsOnly(true);
        }
    }

    @Test
    void itIsAtAnotherPlaceEachTimeAndInAnotherOrder() {
        Set<Integer> places = new HashSet<>();
        Set<String> first = new HashSet<>();
        LongStream.range(0, 20).forEach(seed -> {
            List<Requirement> plan = plan(seed, 1);
            int place = plan.stream().map(PlanTest::alone).toList().indexOf(true);
            places.add(place);
            first.add(plan.get(place).id());
        });

        assertThat(places).hasSizeGreaterThan(10);
        assertThat(first).hasSizeGreaterThan(3);
    }

    private static boolean alone(Requirement requirement) {
        return USUAL.checks().of(requirement.id()).stream().anyMatch(Check::alone);
    }

    private static List<Requirement> plan(long seed, int rounds) {
        return Plan.of(new RunSettings(
                USUAL.requirements(), USUAL.checks(), Map.of(), Map.of(), Set.of(), seed, 1, rounds, 1, false));
    }
}
