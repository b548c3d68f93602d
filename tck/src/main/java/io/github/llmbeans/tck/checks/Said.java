package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Stage;
import java.util.List;

/** What has been said to the model, in a form that can be compared and read. */
final class Said {
    private Said() {}

    /** The last request that has reached the model. */
    static ChatRequest last(Stage stage) {
        List<ChatRequest> asked = stage.asked();
        Expect.that("a request to reach the model", !asked.isEmpty(), "none");
        return asked.get(asked.size() - 1);
    }

    /** The messages with their roles. */
    static List<String> messages(ChatRequest request) {
        return request.messages().stream()
                .map(message -> message.role().text() + ": " + message.content())
                .toList();
    }

    /** Everything that reaches a model but its name: messages, parameters, session. */
    static String all(ChatRequest request) {
        return messages(request) + ", " + request.params() + ", stop "
                + request.params().stop() + ", session " + request.sessionId();
    }
}
