package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Logs;
import io.github.llmbeans.tck.run.Printed;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Where keys and tokens must not stand. */
final class SecretChecks {
    private SecretChecks() {}

    @Proves(value = "SEC-STRING-FORMS", needs = Need.KEY)
    static void theStringFormOfAProviderHoldsNoSecret(Stage stage) {
        BaseProvider provider = stage.provider();
        noneInStrings(stage.secrets().plain(), provider);
        provider.generate("Who are you?");
        noneInStrings(stage.secrets().plain(), provider);
    }

    @Proves(
            value = "SEC-STRING-FORMS",
            needs = {Need.KEY, Need.REJECTED_KEY})
    static void theStringFormOfAnExceptionHoldsNoSecret(Stage stage) {
        stage.model().always(Situation.refuses(401));
        BaseProvider provider = stage.provider();
        Throwable thrown = Expect.failure(RuntimeException.class, () -> provider.generate("Who are you?"));
        Leaks.none("the string form of the exception", stage.secrets().plain(), thrown.toString());
        noneInStrings(stage.secrets().plain(), provider);
    }

    @Proves(value = "SEC-LOGS", needs = Need.KEY)
    static void noLogLineOfASuccessHoldsASecret(Stage stage) {
        used(stage.provider());
        noneInLogs(stage.secrets().plain(), stage.logs());
    }

    @Proves(
            value = "SEC-LOGS",
            needs = {Need.KEY, Need.REJECTED_KEY})
    static void noLogLineOfARejectedKeyHoldsIt(Stage stage) {
        stage.model().always(Situation.refuses(401));
        used(stage.provider());
        noneInLogs(stage.secrets().plain(), stage.logs());
    }

    @Proves(
            value = "SEC-LOGS",
            needs = {Need.KEY, Need.HTTP, Need.TOKENS})
    static void noLogLineOfAKeyThatGetsNoTokenHoldsIt(Stage stage) {
        stage.tokenEndpoint().always(Situation.refuses(401));
        used(stage.provider());
        noneInLogs(stage.secrets().plain(), stage.logs());
    }

    @Proves(
            value = "SEC-LOGS",
            needs = {Need.KEY, Need.OUTAGE},
            alone = true)
    static void nothingThatIsPrintedHoldsASecret(Stage stage) {
        stage.model().always(Situation.refuses(503));
        String printed = Printed.during(() -> used(stage.provider()));
        Leaks.none("what is printed", stage.secrets().plain(), printed);
    }

    @Proves(value = "SEC-ENCODED", needs = Need.KEY)
    static void noSecretOfASuccessIsShownInBase64(Stage stage) {
        BaseProvider provider = stage.provider();
        used(provider);
        noneInLogs(stage.secrets().encoded(), stage.logs());
        noneInStrings(stage.secrets().encoded(), provider);
    }

    @Proves(
            value = "SEC-ENCODED",
            needs = {Need.KEY, Need.REJECTED_KEY})
    static void noSecretOfAFailureIsShownInBase64(Stage stage) {
        stage.model().always(Situation.refuses(401));
        BaseProvider provider = stage.provider();
        for (Ended<?> ended : used(provider)) {
            Leaks.none(stage.secrets().encoded(), ended.thrown());
        }
        noneInLogs(stage.secrets().encoded(), stage.logs());
        noneInStrings(stage.secrets().encoded(), provider);
    }

    private static List<Ended<?>> used(BaseProvider provider) {
        List<Ended<?>> ends = new ArrayList<>();
        ends.add(Ended.of(() -> provider.generate("Who are you?")));
        ends.add(Ended.of(() -> provider.chat(ChatRequest.of("Who are you?"))));
        ends.add(Ended.of(provider::healthCheck));
        return ends;
    }

    private static void noneInStrings(Collection<String> secrets, BaseProvider provider) {
        Leaks.none("the provider's toString()", secrets, provider.toString());
        Leaks.none("the string form of info()", secrets, provider.info().toString());
    }

    private static void noneInLogs(Collection<String> secrets, Logs logs) {
        for (Logs.Line line : logs.lines()) {
            Leaks.none("a log line of " + line.logger(), secrets, line.text());
        }
    }
}
