package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Line;
import io.github.llmbeans.tck.run.Listener;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Flow;

/** The streams that checks listen to. */
final class Streams {
    /** The beginning of {@link #TEXT}. */
    static final String FIRST = "One ";

    /** What comes last in {@link #TEXT}. */
    static final String LAST = "xylophone";

    static final List<String> PIECES = List.of(FIRST, "two ", "three ", "four ", LAST);
    static final String TEXT = String.join("", PIECES);

    /** {@link #TEXT} without its last piece. */
    static final String BEFORE_LAST = TEXT.substring(0, TEXT.length() - LAST.length());

    private Streams() {}

    static Flow.Publisher<String> of(BaseProvider provider) {
        return provider.generateStream("Say it in pieces.", GenerationParams.defaults());
    }

    /** A stream that everything is asked of. */
    static Listener all(Stage stage, BaseProvider provider) {
        return stage.listen(of(provider)).request(Long.MAX_VALUE);
    }

    /** A stream of {@link #PIECES} over a line. */
    static Listener held(Stage stage, Line line, int maxRetries) {
        stage.model().always(new Situation.Streams(PIECES, stage.usual()));
        return all(
                stage, stage.provider(config -> config.baseUrl(line.address()).maxRetries(maxRetries)));
    }

    /** A stream that fails, or a call that makes it and fails. */
    static <E extends Throwable> void fails(Class<E> type, Stage stage, String prompt, GenerationParams params) {
        BaseProvider provider = stage.provider();
        Ended<Flow.Publisher<String>> made = Ended.of(() -> provider.generateStream(prompt, params));
        if (made.thrown() == null) {
            stage.listen(made.value()).request(1).failed(type);
        } else {
            Expect.failure(type, made);
        }
    }

    /** The stream in which the line of a piece ends where the piece begins. */
    static Reply damaged(Reply whole, String piece) {
        byte[] body = whole.body();
        int at = find(body, piece);
        int end = at;
        while (end < body.length && body[end] != '\n') {
            end++;
        }
        byte[] damaged = Arrays.copyOf(body, body.length - (end - at));
        System.arraycopy(body, end, damaged, at, body.length - end);
        return whole.body(damaged);
    }

    /** The stream without the line of a piece and all that follows. */
    static Reply endedBefore(Reply whole, String piece) {
        byte[] body = whole.body();
        int end = find(body, piece);
        while (end > 0 && body[end - 1] != '\n') {
            end--;
        }
        return whole.body(Arrays.copyOf(body, end));
    }

    private static int find(byte[] body, String piece) {
        int at = new String(body, StandardCharsets.ISO_8859_1).indexOf(piece);
        if (at < 0) {
            throw new IllegalStateException("the dialect's stream does not have the piece \"" + piece + "\" in it");
        }
        return at;
    }
}
