package io.github.llmbeans.tck.run;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.tck.Answer;
import io.github.llmbeans.tck.Dialect;

/** A server that is sent stop sequences keeps to them; a provider whose server has none cuts the answer itself. */
final class StopWords {
    private StopWords() {}

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
