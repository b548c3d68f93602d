package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.UnsupportedCapabilityException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Listener;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.List;
import java.util.concurrent.Flow;

/** The rules of a call that are the same for a stream. */
final class StreamRuleChecks {
    private static final GenerationParams STOP =
            GenerationParams.builder().stop(List.of("END")).build();

    private StreamRuleChecks() {}

    @Proves(value = "STR-STOP", needs = Need.HTTP)
    static void aStopSequenceEndsAStreamAcrossTheBorderOfPieces(Stage stage) {
        stage.model().always(new Situation.Streams(List.of("keep EN", "this EN", "D not this"), stage.usual()));
        if (stage.declares(Capability.STOP_SEQUENCES)) {
            Expect.equal("the text of the stream", "keep ENthis ", stopped(stage));
        } else {
            Streams.fails(UnsupportedCapabilityException.class, stage, "Say it.", STOP);
        }
    }

    @Proves(value = "STR-STOP", needs = Need.CHOSEN_ANSWER)
    static void aStopSequenceEndsAStreamAsItEndsAnAnswer(Stage stage) {
        stage.model().always(new Situation.Answers(stage.usual().withText("keep this END not this")));
        if (stage.declares(Capability.STOP_SEQUENCES)) {
            Expect.equal("the text of the stream", stage.provider().generate("Say it.", STOP), stopped(stage));
        } else {
            Streams.fails(UnsupportedCapabilityException.class, stage, "Say it.", STOP);
        }
    }

    private static String stopped(Stage stage) {
        Flow.Publisher<String> stream = stage.provider().generateStream("Say it.", STOP);
        return stage.listen(stream).request(Long.MAX_VALUE).completed();
    }

    @Proves("STR-BLANK-PROMPT")
    static void aBlankPromptIsRefused(Stage stage) {
        Streams.fails(InvalidRequestException.class, stage, " \n\t", GenerationParams.defaults());
    }

    @Proves(value = "STR-BLANK-PROMPT", needs = Need.RECORDING)
    static void aBlankPromptIsNotSent(Stage stage) {
        Streams.fails(InvalidRequestException.class, stage, "", GenerationParams.defaults());
        Expect.equal("the number of requests", 0, stage.asked().size());
    }

    @Proves("STR-CLOSED")
    static void aClosedProviderDoesNotStream(Stage stage) {
        stage.provider().close();
        Streams.fails(IllegalStateException.class, stage, "Say it.", GenerationParams.defaults());
    }

    @Proves("STR-CLOSED")
    static void aStreamThatWasMadeBeforeTheEndOfItsProviderFails(Stage stage) {
        BaseProvider provider = stage.provider();
        Flow.Publisher<String> stream = Streams.of(provider);
        provider.close();
        Listener listener = stage.listen(stream).request(Long.MAX_VALUE);
        listener.failed(IllegalStateException.class);
    }
}
