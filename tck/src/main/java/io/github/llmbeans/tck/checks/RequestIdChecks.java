package io.github.llmbeans.tck.checks;

import io.github.llmbeans.tck.Dialect;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.RecordedRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ids that requests carry. */
final class RequestIdChecks {
    private RequestIdChecks() {}

    @Proves(
            value = "GEN-FRESH-REQUEST-ID",
            needs = {Need.SENT_ID, Need.HTTP, Need.SCRIPT})
    static void everyRequestOfSeveralCallsHasAnIdOfItsOwn(Stage stage) {
        stage.provider().generate("One");
        stage.provider().generate("Two");
        expectIds(stage, 2);
    }

    @Proves(
            value = "GEN-FRESH-REQUEST-ID",
            needs = {Need.SENT_ID, Need.HTTP, Need.RETRIES})
    static void aRepeatAfterAnOutageHasAnIdOfItsOwn(Stage stage) {
        stage.model().next(Situation.refuses(503));
        stage.provider(config -> config.maxRetries(1)).generate("Again?");
        expectIds(stage, 2);
    }

    @Proves(
            value = "GEN-FRESH-REQUEST-ID",
            needs = {Need.SENT_ID, Need.HTTP, Need.TOKENS})
    static void aRepeatWithANewTokenHasAnIdOfItsOwn(Stage stage) {
        stage.model().next(Situation.refuses(401));
        stage.provider().generate("Again?");
        expectIds(stage, 4);
    }

    private static void expectIds(Stage stage, int atLeast) {
        String header = ((Dialect) stage.subject()).idHeader().orElseThrow();
        List<RecordedRequest> requests = stage.requests();
        Expect.that("at least " + atLeast + " requests", requests.size() >= atLeast, requests);
        Set<String> ids = new HashSet<>();
        for (RecordedRequest request : requests) {
            String id = request.header(header).orElse("");
            Expect.that("an id in the header " + header + " of " + request, !id.isBlank(), id);
            Expect.that("an id that no other request has in " + request, ids.add(id), id);
        }
    }
}
