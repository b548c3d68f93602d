package io.github.llmbeans.sample.conversation;

import io.github.llmbeans.ChatResponse;
import java.io.Serializable;

/**
 * One question and its answer, as a session keeps them.
 *
 * @param question what the user said
 * @param answer what the model answered
 * @param complete {@code false} if the answer was stopped or broke off
 */
public record Turn(String question, ChatResponse answer, boolean complete) implements Serializable {
    private static final long serialVersionUID = 2L;

    boolean isUnfinished(String other) {
        return !complete && question.equals(other);
    }
}
