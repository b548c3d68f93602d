package io.github.llmbeans.tck.checks;

import io.github.llmbeans.Capability;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.TokenCount;
import io.github.llmbeans.UnsupportedCapabilityException;
import io.github.llmbeans.tck.Counting;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Lists;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.RefusesWithout;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Reply;
import java.util.Arrays;
import java.util.List;

/** What counting tokens gives. */
final class CountChecks {
    private static final List<String> TEXTS = List.of("One.", "", " Стручок \"и\"\n\t ", "\ud83e\udeb4 \\ end", "One.");

    private CountChecks() {}

    @Proves("CNT-PER-TEXT")
    static void thereIsOneCountForEachText(Stage stage) {
        List<TokenCount> counts = counted(stage, List.of("One two three.", "One.", "One two three."));
        Expect.equal("the number of counts", 3, counts.size());
        Expect.equal("the count of the same text", counts.get(0), counts.get(2));
        Expect.that(
                "counts that nobody can change",
                unmodifiable(counts),
                counts.getClass().getName());
    }

    @Proves(value = "CNT-PER-TEXT", needs = Need.HTTP)
    static void theCountsAreTheServersInTheOrderOfTheTexts(Stage stage) {
        Expect.equal("the counts", TEXTS.stream().map(Lists::count).toList(), counted(stage, TEXTS));
    }

    @Proves(value = "CNT-TEXTS-EXACT", needs = Need.HTTP)
    static void theTextsReachTheServerAsTheyAre(Stage stage) {
        counted(stage, TEXTS);
        Expect.equal(
                "the texts that the server is to count",
                TEXTS,
                stage.counted().stream()
                        .flatMap(counting -> counting.texts().stream())
                        .toList());
    }

    @Proves(value = "CNT-MODEL", needs = Need.HTTP)
    static void theConfiguredModelCounts(Stage stage) {
        counted(stage, List.of("One."));
        String expected = stage.provider().info().model();
        for (Counting counting : stage.counted()) {
            String seen = counting.model();
            Expect.that("the model " + expected + ", or none", seen == null || seen.equals(expected), seen);
        }
    }

    @Proves("CNT-NONE")
    static void withoutTextsThereAreNoCounts(Stage stage) {
        Expect.equal("the counts of no texts", List.of(), counted(stage, List.of()));
    }

    @Proves(value = "CNT-NONE", needs = Need.HTTP)
    static void withoutTextsNothingIsSent(Stage stage) {
        counted(stage, List.of());
        Expect.equal("the number of requests", 0, stage.requests().size());
    }

    @Proves("CNT-NULL-TEXTS")
    static void nullIsRefusedByTheMethodItself(Stage stage) {
        Expect.failure(NullPointerException.class, () -> stage.provider().countTokens(null));
        Expect.failure(NullPointerException.class, () -> stage.provider().countTokens(Arrays.asList("One.", null)));
    }

    @Proves(value = "CNT-NULL-TEXTS", needs = Need.HTTP)
    static void nothingIsSentForNull(Stage stage) {
        SideCalls.sendsNothing(stage, provider -> provider.countTokens(Arrays.asList("One.", null)));
    }

    @Proves(value = "CNT-NO-GENERATE", needs = Need.RECORDING)
    static void countingAsksForNoAnswer(Stage stage) {
        SideCalls.doesNotGenerate(stage, provider -> provider.countTokens(TEXTS));
    }

    @Proves(value = "CNT-UNREADABLE", needs = Need.HTTP)
    static void countsAreNotMadeOfWhatCannotBeRead(Stage stage) {
        SideCalls.isNotMadeOfWhatCannotBeRead(stage, provider -> provider.countTokens(List.of("One.")));
    }

    @Proves(value = "CNT-UNREADABLE", needs = Need.HTTP)
    static void aMissingCountIsAFailure(Stage stage) {
        Reply none = stage.dialect().counts(List.of());
        stage.otherEndpoints().always(new Situation.Sends(none));
        Expect.failure(ProviderException.class, () -> stage.provider().countTokens(List.of("One.")));
    }

    private static List<TokenCount> counted(Stage stage, List<String> texts) {
        return Expect.answered(() -> stage.provider().countTokens(texts));
    }

    static boolean unmodifiable(List<?> list) {
        try {
            list.remove(0);
            return false;
        } catch (UnsupportedOperationException e) {
            return true;
        }
    }

    @RefusesWithout(Capability.TOKEN_COUNT)
    static void countsThatAreNotDeclaredAreRefusedByName(Stage stage) {
        refusedByName(stage, Capability.TOKEN_COUNT, "countTokens", provider -> provider.countTokens(TEXTS));
    }

    @RefusesWithout(value = Capability.TOKEN_COUNT, needs = Need.HTTP)
    static void countsThatAreNotDeclaredAreNotAskedFor(Stage stage) {
        SideCalls.sendsNothing(stage, provider -> provider.countTokens(TEXTS));
    }

    static void refusedByName(Stage stage, Capability capability, String method, SideCalls.Ask ask) {
        UnsupportedCapabilityException refusal =
                Expect.failure(UnsupportedCapabilityException.class, () -> ask.of(stage.provider()));
        Expect.equal("the capability that is missing", capability, refusal.capability());
        Expect.equal("what is refused", method, refusal.parameter());
        Expect.equal("the attempts of a call that is refused before it is sent", 0, refusal.attempts());
        Names.own("the provider in the exception", stage.name(), refusal.provider());
    }
}
