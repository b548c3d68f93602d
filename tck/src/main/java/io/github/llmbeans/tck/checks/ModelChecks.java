package io.github.llmbeans.tck.checks;

import io.github.llmbeans.Capability;
import io.github.llmbeans.ModelInfo;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Lists;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.RefusesWithout;
import io.github.llmbeans.tck.run.Stage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** What a provider says of its models. */
final class ModelChecks {
    private ModelChecks() {}

    @Proves("MOD-LISTED")
    static void theListCannotBeChanged(Stage stage) {
        List<ModelInfo> models = listed(stage);
        Expect.that("a model", !models.isEmpty(), "none");
        Expect.that(
                "a list that nobody can change",
                CountChecks.unmodifiable(models),
                models.getClass().getName());
    }

    @Proves(value = "MOD-LISTED", needs = Need.HTTP)
    static void theModelsAreTheServersInItsOrder(Stage stage) {
        Expect.equal("the models", values(Lists.MODELS, ModelInfo::id), values(listed(stage), ModelInfo::id));
    }

    @Proves(value = "MOD-FACTS", needs = Need.HTTP)
    static void typeAndOwnerAreTheServersWords(Stage stage) {
        List<ModelInfo> models = listed(stage);
        Expect.equal("the types", values(Lists.MODELS, told(stage, ModelInfo::type)), values(models, ModelInfo::type));
        Expect.equal(
                "the owners", values(Lists.MODELS, told(stage, ModelInfo::owner)), values(models, ModelInfo::owner));
    }

    /** What stands in the vendor's form; it may have no place for it. */
    private static Function<ModelInfo, String> told(Stage stage, Function<ModelInfo, String> fact) {
        String form = new String(stage.dialect().models(Lists.MODELS).body(), StandardCharsets.UTF_8);
        return model -> form.contains(fact.apply(model)) ? fact.apply(model) : null;
    }

    private static List<String> values(List<ModelInfo> models, Function<ModelInfo, String> fact) {
        return models.stream()
                .map(model -> model.id() + ": " + fact.apply(model))
                .toList();
    }

    @Proves(value = "MOD-NOW", needs = Need.HTTP)
    static void theModelsAreThoseOfNow(Stage stage) {
        listed(stage);
        List<ModelInfo> fewer = Lists.MODELS.subList(1, 2);
        stage.otherEndpoints().always(new Situation.Sends(stage.dialect().models(fewer)));
        Expect.equal("the models when asked again", values(fewer, ModelInfo::id), values(listed(stage), ModelInfo::id));
    }

    @Proves(value = "MOD-NO-GENERATE", needs = Need.RECORDING)
    static void theListAsksForNoAnswer(Stage stage) {
        SideCalls.doesNotGenerate(stage, provider -> provider.models());
    }

    @Proves(value = "MOD-UNREADABLE", needs = Need.HTTP)
    static void modelsAreNotMadeOfWhatCannotBeRead(Stage stage) {
        SideCalls.isNotMadeOfWhatCannotBeRead(stage, provider -> provider.models());
    }

    private static List<ModelInfo> listed(Stage stage) {
        return Expect.answered(() -> stage.provider().models());
    }

    @RefusesWithout(Capability.MODEL_LIST)
    static void aListThatIsNotDeclaredIsRefusedByName(Stage stage) {
        CountChecks.refusedByName(stage, Capability.MODEL_LIST, "models", provider -> provider.models());
    }

    @RefusesWithout(value = Capability.MODEL_LIST, needs = Need.HTTP)
    static void aListThatIsNotDeclaredIsNotAskedFor(Stage stage) {
        SideCalls.sendsNothing(stage, provider -> provider.models());
    }
}
