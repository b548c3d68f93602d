package io.github.llmbeans.tck.run;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.Dialect;
import java.util.ArrayList;
import java.util.List;

/** A server that is sent stop sequences keeps to them; a provider whose server has none cuts the answer itself. */
final class StopWords {
    private StopWords() {}

    /** The pieces up to a length of them all. */
    static List<String> kept(List<String> pieces, int length) {
        List<String> kept = new ArrayList<>();
        int left = length;
        for (String piece : pieces) {
            if (left > 0 || piece.isEmpty()) {
                kept.add(piece.substring(0, Math.min(left, piece.length())));
            }
            left = Math.max(0, left - piece.length());
        }
        return kept;
    }

    static Answer kept(Answer answer, ChatRequest request, Dialect dialect) {
        int end = request.params().stop().stream()
                .mapToInt(answer.text()::indexOf)
                .filter(index -> index >= 0)
                .min()
                .orElse(-1);
        return end < 0
                ? answer
                : answer.withText(answer.text().substring(0, end)).withFinishReason(dialect.word(FinishReason.STOP));
    }
}
