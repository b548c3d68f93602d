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
                        ArgumentMutants.all(),
                        AsyncMutants.all(),
                        CircuitMutants.all(),
                        ConcurrencyMutants.all(),
                        ContainerMutants.all(),
                        ConversationMutants.all(),
                        CountMutants.all(),
                        CredentialMutants.all(),
                        FactMutants.all(),
                        FailureMutants.all(),
                        HealthApartMutants.all(),
                        HealthMutants.all(),
                        InfoMutants.all(),
                        InstancesMutants.all(),
                        InterruptMutants.all(),
                        LifeMutants.all(),
                        LimitMutants.all(),
                        LocaleMutants.all(),
                        LogMutants.all(),
                        MemberFigureMutants.all(),
                        MemberMutants.all(),
                        MemberOrderMutants.all(),
                        ModelMutants.all(),
                        NetworkMutants.all(),
                        ObserverMutants.all(),
                        OrderMutants.all(),
                        ParameterMutants.all(),
                        PlaceMutants.all(),
                        PromptMutants.all(),
                        RefusalMutants.all(),
                        RejectedTokenMutants.all(),
                        RequestIdMutants.all(),
                        ResponseMutants.all(),
                        RetryBudgetMutants.all(),
                        RetryMutants.all(),
                        RetryStoryMutants.all(),
                        SecretMutants.all(),
                        StreamMutants.all(),
                        TelemetryMutants.all(),
                        TokenFailureMutants.all(),
                        TokenLifeMutants.all(),
                        TokenMutants.all(),
                        TokenSharingMutants.all(),
                        UnreadableMutants.all())
                .flatMap(List::stream)
                .toList();
    }
}
