package io.github.llmbeans.tck.checks;

import io.github.llmbeans.tck.run.Checks;
import java.util.List;

/** Every check of the kit. A class that is not listed here does not run, and a test of the kit notices. */
public final class AllChecks {
    private AllChecks() {}

    /**
     * The kit's checks.
     *
     * @return by requirement
     */
    public static Checks checks() {
        return Checks.of(List.of(
                AnswerChecks.class,
                ArgumentChecks.class,
                AsyncBoundChecks.class,
                AsyncChecks.class,
                CancelChecks.class,
                CircuitChecks.class,
                CloseChecks.class,
                ConcurrencyChecks.class,
                ContainerChecks.class,
                ContentChecks.class,
                ConversationChecks.class,
                CountCallChecks.class,
                CountChecks.class,
                CredentialChecks.class,
                EarlyRefreshChecks.class,
                EchoedSecretChecks.class,
                ErrorBodyChecks.class,
                FactChecks.class,
                FailureFactChecks.class,
                FunctionChecks.class,
                HealthApartChecks.class,
                HealthChecks.class,
                HealthLimitChecks.class,
                InfoChecks.class,
                InstancesChecks.class,
                InterruptChecks.class,
                LeakChecks.class,
                LimitChecks.class,
                LimitRepeatChecks.class,
                LimitWaitChecks.class,
                LocaleChecks.class,
                LogChecks.class,
                MemberCancelChecks.class,
                MemberChecks.class,
                MemberFailureChecks.class,
                MemberFigureChecks.class,
                MemberLifeChecks.class,
                MemberOrderChecks.class,
                MemberStreamChecks.class,
                ModelCallChecks.class,
                ModelChecks.class,
                NetworkChecks.class,
                NothingSentChecks.class,
                ObserverChecks.class,
                ObserverFactChecks.class,
                ObserverHarmChecks.class,
                OnlyOursChecks.class,
                OptionChecks.class,
                OrderChecks.class,
                ParameterChecks.class,
                PromptChecks.class,
                RefusalChecks.class,
                RejectedTogetherChecks.class,
                RejectedTokenChecks.class,
                RequestIdChecks.class,
                ResponseChecks.class,
                RetryBoundChecks.class,
                RetryBudgetChecks.class,
                RetryChecks.class,
                RetryHintChecks.class,
                RetryStoryChecks.class,
                SecretChecks.class,
                SlowServerChecks.class,
                StatusChecks.class,
                StopChecks.class,
                StreamBreakChecks.class,
                StreamCallChecks.class,
                StreamDemandChecks.class,
                StreamEventChecks.class,
                StreamFailureChecks.class,
                StreamLimitChecks.class,
                StreamLoopChecks.class,
                StreamPieceChecks.class,
                StreamRuleChecks.class,
                TelemetryChecks.class,
                TelemetrySpanChecks.class,
                TokenExpiryChecks.class,
                TokenFailureChecks.class,
                TokenSharingChecks.class,
                TokenUseChecks.class,
                UnreadableAnswerChecks.class,
                UsageChecks.class
                // one class per line, in alphabetical order
                ));
    }
}
