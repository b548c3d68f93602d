package io.github.llmbeans.sample.rest;

import io.github.llmbeans.sample.conversation.Turn;
import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * One question of a conversation that the server keeps, and its answer.
 *
 * @param question what the user said
 * @param answer what the model answered
 * @param complete {@code false} if the answer was stopped or broke off
 */
@JsonbPropertyOrder({"question", "answer", "complete"})
public record Said(String question, Answer answer, boolean complete) {
    static Said of(Turn turn) {
        return new Said(turn.question(), Answer.of(turn.answer()), turn.complete());
    }
}
