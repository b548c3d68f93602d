package io.github.llmbeans.sample;

import io.github.llmbeans.Message;
import java.io.Serializable;

/**
 * One question and its answer, as a session keeps them.
 *
 * @param question what the user said
 * @param answer what the model answered
 */
public record Turn(String question, String answer) implements Serializable {
    private static final long serialVersionUID = 1L;

    Message userMessage() {
        return Message.user(question);
    }

    Message assistantMessage() {
        return Message.assistant(answer);
    }
}
