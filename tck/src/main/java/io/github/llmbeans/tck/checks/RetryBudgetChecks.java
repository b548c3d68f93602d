package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.List;

/** The repeats of all calls together. */
final class RetryBudgetChecks {
    private static final int CALLS = 60;
    private static final int RETRIES = 2;
    private static final int REPEATS = 100;

    private RetryBudgetChecks() {}

    @Proves(
            value = "RTY-BUDGET",
            needs = {Need.OUTAGE, Need.RECORDING, Need.RETRIES, Need.RETRY_BUDGET})
    static void manyCallsToAServerThatIsDownSendNoMoreThanTheBudgetAllows(Stage stage) {
        stage.model().always(Situation.refuses(503));
        ProviderConfig config = stage.config().maxRetries(RETRIES).build();
        BaseProvider provider =
                stage.provider(stage.subject().withRetryBudget(config, REPEATS).orElseThrow());
        List<Call<String>> calls = Crowd.start(stage, CALLS, i -> () -> provider.generate("Is it open?"));
        int told = 0;
        for (Call<String> call : calls) {
            told += Expect.failure(ProviderUnavailableException.class, call.ended())
                    .attempts();
        }
        int sent = stage.asked().size();
        Expect.that(
                "at most " + (CALLS + REPEATS) + " requests of " + CALLS + " calls, " + RETRIES + " retries each",
                sent <= CALLS + REPEATS,
                sent);
        Expect.equal("the attempts that all calls tell together", sent, told);
    }
}
