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
        for (Situation situation : all(stage.dialect().answer(stage.usual()))) {
            stage.model().always(situation);
            Unsurprising.call(stage.provider(), said(situation));
        }
    }

    @Proves(
            value = "ERR-ONLY-OURS",
            needs = {Need.HTTP, Need.TOKENS, Need.SCRIPT})
    static void whateverTheTokenEndpointDoesNothingForeignComesThrough(Stage stage) {
        Reply token = stage.dialect().token("a-token", stage.time().now().plusSeconds(1800));
        for (Situation situation : all(token)) {
            stage.tokenEndpoint().always(situation);
            // A new one each time, since a token may have been taken.
            try (BaseProvider provider = stage.provider(config -> config)) {
                Unsurprising.call(provider, "at the token endpoint " + said(situation));
            }
        }
    }

    private static List<Situation> all(Reply answer) {
        List<Situation> all = new ArrayList<>();
        for (int status : new int[] {201, 204, 206, 226, 300, 302, 304, 307, 399, 400, 401, 403, 408, 429, 500, 599}) {
            all.add(new Situation.Sends(Reply.of(status)));
            all.add(new Situation.Sends(Reply.text(status, "\ufeffwords")));
            all.add(new Situation.Sends(Reply.json(status, "[{\"a\": {}}]").header("Location", "::")));
        }
        for (Fault fault : Fault.values()) {
            all.add(new Situation.Breaks(fault));
        }
        for (String shape : Shapes.of(answer)) {
            all.add(new Situation.Sends(Reply.json(200, shape)));
        }
        for (String shape : Shapes.NO_ANSWERS) {
            all.add(new Situation.Sends(Reply.json(200, shape)));
        }
        for (Reply odd : odd(answer)) {
            all.add(new Situation.Sends(odd));
        }
        return all;
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
