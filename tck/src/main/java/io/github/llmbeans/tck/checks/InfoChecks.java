package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** What a provider says about itself. */
final class InfoChecks {
    private static final Set<Capability> WITHOUT_OPERATION =
            EnumSet.of(Capability.FUNCTIONS, Capability.STRUCTURED_OUTPUT, Capability.EMBEDDINGS);

    private InfoChecks() {}

    @Proves("GEN-INFO-STABLE")
    static void theFactsStayTheSameDuringCallsAndAfterClosing(Stage stage) {
        BaseProvider provider = stage.provider();
        ProviderInfo first = provider.info();
        Expect.equal("info() when asked again", first, provider.info());
        provider.generate("Which?");
        Expect.equal("info() after an answer", first, provider.info());
        provider.close();
        Expect.equal("info() after close()", first, Expect.answered(provider::info));
    }

    @Proves(value = "GEN-INFO-STABLE", needs = Need.HTTP)
    static void theFactsCauseNoRequest(Stage stage) {
        BaseProvider provider = stage.provider();
        int before = stage.requests().size();
        provider.info();
        stage.time().quiet();
        Expect.equal(
                "the number of requests after info()", before, stage.requests().size());
    }

    @Proves("GEN-INFO-NAME")
    static void theNameIsTheConfiguredOne(Stage stage) {
        Expect.equal("info().name()", stage.name(), stage.provider().info().name());
        BaseProvider other = stage.provider(config -> config.name("another-name"));
        Expect.equal("info().name()", "another-name", other.info().name());
    }

    @Proves("GEN-INFO-MODEL")
    static void theModelIsTheConfiguredOne(Stage stage) {
        BaseProvider other = stage.provider(config -> config.model("tck-model-2"));
        Expect.equal("info().model()", "tck-model-2", other.info().model());
        Expect.equal("info().model()", "tck-model", stage.provider().info().model());
    }

    @Proves(
            value = "GEN-INFO-MODEL",
            needs = {Need.HTTP, Need.RECORDING})
    static void theConfiguredModelIsAskedFor(Stage stage) {
        stage.provider(config -> config.model("tck-model-2")).generate("Which?");
        Expect.equal(
                "the model that is asked for", "tck-model-2", Said.last(stage).model());
    }

    @Proves("GEN-INFO-CAPABILITIES")
    static void theCapabilitiesAreTheDeclaredOnes(Stage stage) {
        Expect.equal(
                "info().capabilities()",
                new TreeSet<>(stage.declared()),
                new TreeSet<>(stage.provider().info().capabilities()));
    }

    @Proves("GEN-INFO-TIMEOUT")
    static void theTimeoutIsNoShorterThanTheConfiguredOneOrNotSaid(Stage stage) {
        Duration configured = Duration.ofSeconds(270);
        Duration seen =
                stage.provider(config -> config.timeout(configured)).info().timeout();
        Expect.that(
                "info().timeout() to be at least " + configured + ", or null",
                seen == null || seen.compareTo(configured) >= 0,
                seen);
    }

    @Proves("GEN-NO-EMPTY-PROMISES")
    static void nothingIsDeclaredThatCannotBeAskedFor(Stage stage) {
        Expect.that(
                "none of " + WITHOUT_OPERATION + " to be declared",
                stage.provider().info().capabilities().stream().noneMatch(WITHOUT_OPERATION::contains),
                stage.provider().info().capabilities());
    }

    @Proves(value = "GEN-QUIET-START", needs = Need.HTTP)
    static void makingAProviderSendsNothing(Stage stage) {
        stage.provider();
        stage.time().quiet();
        Expect.equal(
                "the requests of a provider that was only made",
                0,
                stage.requests().size());
    }
}
