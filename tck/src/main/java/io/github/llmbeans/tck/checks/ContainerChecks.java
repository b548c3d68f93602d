package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.RoutingStrategy;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.ProviderContainer;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;

/** The provider as a bean. They run one after the other: configuration is shared by the whole JVM. */
final class ContainerChecks {
    private ContainerChecks() {}

    @Proves(value = "CDI-INJECTED", needs = Need.CONTAINER, alone = true)
    static void theInjectedProviderAnswers(Stage stage) {
        stage.model().always(new Situation.Echoes());
        try (ProviderContainer container = stage.container()) {
            String answer = Expect.answered(() -> container.injected().generate("Are you there?"));
            Expect.that("the answer to hold the prompt", answer.contains("Are you there?"), "another answer");
        }
    }

    @Proves(value = "CDI-BY-NAME", needs = Need.CONTAINER, alone = true)
    static void aNameChoosesTheProviderThatIsConfiguredUnderIt(Stage stage) {
        try (ProviderContainer container = stage.container("first", "second")) {
            Expect.equal(
                    "the name of the provider 'first'",
                    "first",
                    container.injected("first").info().name());
            Expect.equal(
                    "the name of the provider 'second'",
                    "second",
                    container.injected("second").info().name());
        }
    }

    @Proves(
            value = "CDI-OWN-INSTANCES",
            needs = {Need.CONTAINER, Need.HTTP},
            alone = true)
    static void providersOfDifferentNamesSendTheirOwnKeys(Stage stage) {
        try (ProviderContainer container = stage.container("first", "second")) {
            container.injected("first").generate("From the first");
            container.injected("second").generate("From the second");
            for (ProviderConfig config : stage.containerConfigs("first", "second")) {
                Expect.that(
                        "a request with the key of '" + config.name() + "'",
                        stage.requests().stream()
                                .anyMatch(request -> stage.credential(request).equals(config.apiKey())),
                        "none among " + stage.requests());
            }
        }
    }

    @Proves(
            value = "CDI-ROUTER",
            needs = {Need.CONTAINER, Need.HTTP, Need.SCRIPT, Need.BAD_REQUEST},
            alone = true)
    static void injectedProvidersAreMembersOfARouter(Stage stage) {
        stage.model().next(Situation.refuses(400)).afterwards(new Situation.Answers(stage.usual()));
        try (ProviderContainer container = stage.container("first", "second")) {
            Routed routed = Routed.by(RoutingStrategy.ORDERED);
            routed.router().addProvider(container.injected("first")).addProvider(container.injected("second"));
            Expect.equal(
                    "the answer of a router of 'first', which refuses, and 'second'",
                    stage.usual().text(),
                    Expect.answered(() -> routed.router().chat(Members.request()))
                            .text());
            Expect.equal("the failures of 'first'", 1L, routed.figures("first").failedInAll());
            Expect.equal("the answers of 'second'", 1L, routed.answered("second"));
        }
    }

    @Proves(value = "CDI-OUTSIDE-REQUEST", needs = Need.CONTAINER, alone = true)
    static void anInjectedProviderWorksOnAThreadOfItsOwn(Stage stage) {
        stage.model().always(new Situation.Echoes());
        try (ProviderContainer container = stage.container()) {
            BaseProvider injected = container.injected();
            injected.generate("Inside");
            String answer = stage.start(() -> injected.generate("Outside")).answer();
            Expect.that("the answer to hold the prompt", answer.contains("Outside"), answer);
        }
    }

    @Proves(value = "CDI-PASSIVATION", needs = Need.CONTAINER, alone = true)
    static void theInjectedReferenceSurvivesTheSerialisationOfItsHolder(Stage stage) throws Exception {
        stage.model().always(new Situation.Echoes());
        try (ProviderContainer container = stage.container()) {
            BaseProvider injected = container.injected();
            Expect.that("the injected reference to be serialisable", injected instanceof Serializable, injected);
            BaseProvider back = (BaseProvider) deserialised(serialised(injected), injected);
            String answer = back.generate("Back again");
            Expect.that("the answer to hold the prompt", answer.contains("Back again"), answer);
        }
    }

    private static byte[] serialised(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object deserialised(byte[] bytes, Object like) throws IOException, ClassNotFoundException {
        ClassLoader loader = like.getClass().getClassLoader();
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass type) throws ClassNotFoundException {
                return Class.forName(type.getName(), false, loader);
            }
        }) {
            return in.readObject();
        }
    }

    @Proves(
            value = "CDI-CLOSED",
            needs = {Need.CONTAINER, Need.HTTP, Need.CONTAINER_END},
            alone = true)
    static void aCallThatRunsEndsWhenTheContainerEnds(Stage stage) {
        stage.model().always(new Situation.Silent());
        ProviderContainer container = stage.container();
        BaseProvider injected = container.injected();
        Call<String> call = stage.start(() -> injected.generate("Will you ever answer?"));
        stage.time()
                .await(
                        "the request to reach the model",
                        () -> !stage.requests(Endpoint.GENERATE).isEmpty());
        container.close();
        Expect.failure(RuntimeException.class, call.ended());
    }
}
