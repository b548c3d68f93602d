package io.github.llmbeans.tck.checks;

import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.Usage;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.Dialect;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.RefusesWithout;
import io.github.llmbeans.tck.run.Stage;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Token counts. */
final class UsageChecks {
    private UsageChecks() {}

    @Proves(value = "CHT-USAGE", needs = Need.CHOSEN_ANSWER)
    static void theCountsAreTheServers(Stage stage) {
        Usage usage = new Usage(101, 33, 134, 0);
        Expect.equal("the token counts", usage, counts(stage, usage));
    }

    /** Not every API tells a total or what was cached; what its dialect writes is what can be read. */
    @Proves(
            value = "CHT-USAGE",
            needs = {Need.CHOSEN_ANSWER, Need.HTTP})
    static void countsThatAreOnTheWireAreReadAndNotComputed(Stage stage) {
        Usage usage = new Usage(60_101, 7_033, 70_009, 5_077);
        Answer answer = stage.usual().withUsage(usage);
        String wire = new String(((Dialect) stage.subject()).answer(answer).body(), StandardCharsets.UTF_8);
        int total = wire.contains("70009") ? usage.totalTokens() : usage.promptTokens() + usage.completionTokens();
        int cached = wire.contains("5077") ? usage.cachedPromptTokens() : 0;
        Expect.equal("the token counts", new Usage(60_101, 7_033, total, cached), counts(stage, usage));
    }

    @Proves(value = "CHT-USAGE-ABSENT", needs = Need.CHOSEN_ANSWER)
    static void countsThatTheServerDoesNotTellAreNull(Stage stage) {
        Expect.equal("the token counts", null, counts(stage, null));
    }

    private static @Nullable Usage counts(Stage stage, @Nullable Usage usage) {
        stage.model().always(new Situation.Answers(stage.usual().withUsage(usage)));
        return stage.provider().chat(ChatRequest.of("Which?")).usage();
    }

    @RefusesWithout(Capability.USAGE)
    static void countsThatAreNotDeclaredAreNotGiven(Stage stage) {
        Expect.equal(
                "the token counts of a provider that does not declare them",
                null,
                stage.provider().chat(ChatRequest.of("Which?")).usage());
    }
}
