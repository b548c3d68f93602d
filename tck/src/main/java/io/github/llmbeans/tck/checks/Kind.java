package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Stage;

/** The ways to ask. Without streaming the last one is a whole answer in one piece. */
enum Kind {
    BLOCKING {
        @Override
        Call<?> ask(Stage stage, BaseProvider provider, ChatRequest request) {
            return stage.start(() -> provider.chat(request));
        }
    },
    ASYNCHRONOUS {
        @Override
        Call<?> ask(Stage stage, BaseProvider provider, ChatRequest request) {
            return Later.start(stage, () -> provider.chatAsync(request));
        }
    },
    STREAMED {
        @Override
        Call<?> ask(Stage stage, BaseProvider provider, ChatRequest request) {
            return Later.startStream(stage, () -> Events.texts(provider.chatStream(request)));
        }
    };

    /** Somebody who asks and waits for the end on a thread of its own. */
    abstract Call<?> ask(Stage stage, BaseProvider provider, ChatRequest request);
}
