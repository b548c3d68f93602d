package io.github.llmbeans.tck.mutants;

import java.util.List;
import java.util.stream.Stream;

/** Every mutant of the kit. */
public final class AllMutants {
    private AllMutants() {}

    /** In the order of the groups. */
    public static List<Mutant> all() {
        return Stream.of(
                        // one class per line, in alphabetical order
                        AnswerMutants.all(),
                        ContainerMutants.all(),
                        InterruptMutants.all(),
                        LifeMutants.all(),
                        RejectedTokenMutants.all(),
                        TokenFailureMutants.all(),
                        TokenLifeMutants.all(),
                        TokenMutants.all(),
                        TokenSharingMutants.all())
                .flatMap(List::stream)
                .toList();
    }
}
