package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Fault;
import io.github.llmbeans.tck.server.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whatever the server does, nothing but the contract's exceptions comes out. */
final class OnlyOursChecks {
    private static final int DEEP = 100_000;

    private OnlyOursChecks() {}

    @Proves(value = "ERR-ONLY-OURS", needs = Need.BAD_REQUEST)
    static void aRefusedRequestIsOurs(Stage stage) {
        ours(stage, Situation.refuses(400));
    }

    @Proves(value = "ERR-ONLY-OURS", needs = Need.REJECTED_KEY)
    static void aRefusedKeyIsOurs(Stage stage) {
        ours(stage, Situation.refuses(401));
    }

    @Proves(value = "ERR-ONLY-OURS", needs = Need.OVERLOAD)
    static void anOverloadIsOurs(Stage stage) {
        ours(stage, Situation.refuses(429));
    }

    @Proves(value = "ERR-ONLY-OURS", needs = Need.OUTAGE)
    static void anOutageIsOurs(Stage stage) {
        ours(stage, Situation.refuses(503));
    }

    private static void ours(Stage stage, Situation situation) {
        stage.model().always(situation);
        Unsurprising.call(stage.provider(), situation.toString());
    }

    @Proves(
            value = "ERR-ONLY-OURS",
            needs = {Need.HTTP, Need.SCRIPT})
    static void whateverTheModelDoesNothingForeignComesThrough(Stage stage) {
        Reply answer = stage.dialect().answer(stage.usual());
        Stream.of(statuses(), faults(), shapes(answer), oddities(answer))
                .flatMap(List::stream)
                .forEach(situation -> {
                    stage.model().always(situation);
                    Unsurprising.call(stage.provider(), said(situation));
                });
    }

    @Proves(
            value = "ERR-ONLY-OURS",
            needs = {Need.HTTP, Need.TOKENS, Need.SCRIPT})
    static void whateverStatusTheTokenEndpointHasNothingForeignComesThrough(Stage stage) {
        atTheTokenEndpoint(stage, statuses());
    }

    @Proves(
            value = "ERR-ONLY-OURS",
            needs = {Need.HTTP, Need.TOKENS, Need.SCRIPT})
    static void howeverTheTokenEndpointBreaksNothingForeignComesThrough(Stage stage) {
        atTheTokenEndpoint(stage, faults());
    }

    @Proves(
            value = "ERR-ONLY-OURS",
            needs = {Need.HTTP, Need.TOKENS, Need.SCRIPT})
    static void whateverShapeATokenHasNothingForeignComesThrough(Stage stage) {
        atTheTokenEndpoint(stage, shapes(token(stage)));
    }

    @Proves(
            value = "ERR-ONLY-OURS",
            needs = {Need.HTTP, Need.TOKENS, Need.SCRIPT})
    static void howeverOddTheAnswerOfTheTokenEndpointNothingForeignComesThrough(Stage stage) {
        atTheTokenEndpoint(stage, oddities(token(stage)));
    }

    private static Reply token(Stage stage) {
        return stage.dialect().token("a-token", stage.time().now().plusSeconds(1800));
    }

    private static void atTheTokenEndpoint(Stage stage, List<Situation> situations) {
        for (Situation situation : situations) {
            stage.tokenEndpoint().always(situation);
            // A new one each time, since a token may have been taken.
            try (BaseProvider provider = stage.provider(config -> config)) {
                Unsurprising.call(provider, "at the token endpoint " + said(situation));
            }
        }
    }

    private static List<Situation> statuses() {
        List<Situation> all = new ArrayList<>();
        for (int status : new int[] {201, 204, 206, 226, 300, 302, 304, 307, 399, 400, 401, 403, 408, 429, 500, 599}) {
            all.add(new Situation.Sends(Reply.of(status)));
            all.add(new Situation.Sends(Reply.text(status, "\ufeffwords")));
            all.add(new Situation.Sends(Reply.json(status, "[{\"a\": {}}]").header("Location", "::")));
        }
        return all;
    }

    private static List<Situation> faults() {
        return Stream.of(Fault.values()).<Situation>map(Situation.Breaks::new).toList();
    }

    private static List<Situation> shapes(Reply answer) {
        return Stream.concat(Shapes.of(answer).stream(), Shapes.NO_ANSWERS.stream())
                .<Situation>map(shape -> new Situation.Sends(Reply.json(200, shape)))
                .toList();
    }

    private static List<Situation> oddities(Reply answer) {
        return odd(answer).stream().<Situation>map(Situation.Sends::new).toList();
    }

    private static List<Reply> odd(Reply answer) {
        return List.of(
                answer.withoutContentType(),
                answer.header("Content-Type", ";;=/"),
                answer.header("Content-Type", "application/octet-stream"),
                answer.header("Content-Encoding", "gzip"),
                answer.header("Content-Encoding", "no-such-encoding"),
                answer.body(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, (byte) 0xc3}),
                answer.body("\ufeff" + new String(answer.body(), StandardCharsets.UTF_8)),
                answer.body("[".repeat(DEEP)),
                answer.body("{\"a\":".repeat(DEEP)),
                answer.body("[".repeat(DEEP) + "]".repeat(DEEP)),
                Reply.of(200));
    }

    private static String said(Situation situation) {
        if (situation instanceof Situation.Sends sends) {
            String body = new String(sends.reply().body(), StandardCharsets.UTF_8);
            return "status " + sends.reply().status() + " with " + body.substring(0, Math.min(200, body.length()));
        }
        return situation.toString();
    }
}
