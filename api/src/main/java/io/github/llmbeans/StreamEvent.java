package io.github.llmbeans;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@link BaseProvider#chatStream(ChatRequest)} publishes. One {@link Started} comes first, then pieces in the order
 * in which the model wrote them, and last, if nothing fails, one {@link Finished}. Immutable; kinds may be added, so a
 * {@code switch} needs a default.
 */
public sealed interface StreamEvent {

    /**
     * The model has begun to answer.
     *
     * @param provider the name of the provider that answers
     * @param model the model that answers, as its server calls it
     * @param requestId the server's id of the request, for support, or {@code null}
     * @param sessionId the server's id of the session, or {@code null}
     */
    record Started(
            String provider,
            String model,
            @Nullable String requestId,
            @Nullable String sessionId) implements StreamEvent {
        /**
         * Checks.
         *
         * @throws NullPointerException if the provider or the model is {@code null}
         */
        public Started {
            Objects.requireNonNull(provider, "provider must not be null");
            Objects.requireNonNull(model, "model must not be null");
        }
    }

    /**
     * A piece of the answer. Put together in their order the pieces are the answer.
     *
     * @param text the piece; not empty
     */
    record Text(String text) implements StreamEvent {
        /**
         * Checks.
         *
         * @throws NullPointerException if the text is {@code null}
         */
        public Text {
            Objects.requireNonNull(text, "text must not be null");
        }

        /** The length only, so that an answer does not end up in a log by accident. */
        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /**
     * A piece of what the model says it thinks; no part of the answer.
     *
     * @param text the piece; not empty
     */
    record Reasoning(String text) implements StreamEvent {
        /**
         * Checks.
         *
         * @throws NullPointerException if the text is {@code null}
         */
        public Reasoning {
            Objects.requireNonNull(text, "text must not be null");
        }

        /** The length only. */
        @Override
        public String toString() {
            return "Reasoning[" + text.length() + " characters]";
        }
    }

    /**
     * A function of the server is at work, an image being painted for instance; no part of the answer.
     *
     * @param name the function
     * @param remaining how long it will still take, or {@code null} if the server did not say
     */
    record FunctionProgress(String name, @Nullable Duration remaining) implements StreamEvent {
        /**
         * Checks.
         *
         * @throws NullPointerException if the name is {@code null}
         */
        public FunctionProgress {
            Objects.requireNonNull(name, "name must not be null");
        }
    }

    /**
     * The answer is complete.
     *
     * @param response the whole answer, as {@link BaseProvider#chat(ChatRequest)} would have given it
     */
    record Finished(ChatResponse response) implements StreamEvent {
        /**
         * Checks.
         *
         * @throws NullPointerException if the response is {@code null}
         */
        public Finished {
            Objects.requireNonNull(response, "response must not be null");
        }
    }
}
