package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.Router;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Line;
import io.github.llmbeans.tck.run.Listener;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;

/** The provider's streams in a router: another member goes on before the first piece, and never after it. */
final class MemberStreamChecks {
    private MemberStreamChecks() {}

    @Proves(value = "RTR-STREAM-FALLS-OVER", needs = Need.OUTAGE)
    static void theNextMemberStreamsWhenThisOneIsOutOfOrder(Stage stage) {
        stage.model().always(Situation.refuses(503));
        try (Router router = Members.router(stage.provider(), Members.healthy())) {
            Expect.equal(
                    "the text of the router's stream",
                    Members.OTHER_ANSWER,
                    Events.of(stage, router, Members.request()).texts().completed());
            Events within = Events.of(stage, router, Members.patient());
            Expect.equal(
                    "the text of the router's stream within a deadline",
                    Members.OTHER_ANSWER,
                    within.texts().completed());
            Expect.equal(
                    "who has begun that stream", "tck-other", within.started().provider());
        }
    }

    @Proves(value = "RTR-STREAM-FALLS-OVER", needs = Need.HTTP)
    static void nobodyElseIsAskedAfterTheFirstPiece(Stage stage) {
        Line line = stage.line().holdBefore(Streams.LAST);
        stage.model().always(new Situation.Streams(Streams.PIECES, stage.usual()));
        BaseProvider provider =
                stage.provider(config -> config.baseUrl(line.address()).maxRetries(0));
        try (Router router = Members.router(provider, Members.healthy())) {
            Listener stream = Events.of(stage, router, Members.patient()).texts();
            stream.awaitText(Streams.BEFORE_LAST);
            line.breakOff();
            stream.failed(ProviderException.class);
            Expect.equal("the text of the stream that broke off", Streams.BEFORE_LAST, stream.text());
            Expect.equal(
                    "the calls of the other member",
                    0L,
                    router.metrics().get("tck-other").calls().ended());
        }
    }
}
