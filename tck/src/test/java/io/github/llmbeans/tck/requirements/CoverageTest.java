package io.github.llmbeans.tck.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.Capability;
import io.github.llmbeans.tck.checks.AllChecks;
import io.github.llmbeans.tck.mutants.AllMutants;
import io.github.llmbeans.tck.mutants.Mutant;
import io.github.llmbeans.tck.run.Checks;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No requirement without proof, no proof without requirement. */
class CoverageTest {
    private static final Requirements REQUIREMENTS = Requirements.load();
    private static final Checks CHECKS = AllChecks.checks();
    private static final Set<String> MUTANTS =
            AllMutants.all().stream().map(Mutant::id).collect(Collectors.toSet());

    private static List<String> testable() {
        return REQUIREMENTS.all().stream()
                .filter(Requirement::testable)
                .map(Requirement::id)
                .toList();
    }

    @Test
    void eachTestableRequirementHasACheck() {
        assertThat(testable())
                .filteredOn(id -> CHECKS.of(id).isEmpty())
                .as("without a check")
                .isEmpty();
    }

    @Test
    void eachTestableRequirementHasAMutant() {
        assertThat(testable())
                .filteredOn(id -> !MUTANTS.contains(id))
                .as("without a mutant")
                .isEmpty();
    }

    @Test
    void eachCheckIsOfATestableRequirement() {
        assertThat(CHECKS.ids())
                .filteredOn(id -> !testable().contains(id))
                .as("checks of nothing")
                .isEmpty();
    }

    @Test
    void eachMutantIsOfATestableRequirement() {
        assertThat(MUTANTS)
                .filteredOn(id -> !testable().contains(id))
                .as("mutants of nothing")
                .isEmpty();
    }

    @Test
    void eachCapabilityOfARequirementHasACheckOfItsRefusal() {
        List<Capability> without = REQUIREMENTS.all().stream()
                .map(Requirement::capability)
                .filter(Objects::nonNull)
                .filter(capability -> CHECKS.refusals(capability).isEmpty())
                .distinct()
                .toList();
        assertThat(without).as("capabilities whose refusal nobody checks").isEmpty();
    }
}
