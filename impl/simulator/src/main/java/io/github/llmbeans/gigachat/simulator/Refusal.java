package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.Reply;

/** Ends the reading of a request with the error it gets. Never leaves the simulator. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    Refusal(Reply reply) {
        super("refused with status " + reply.status(), null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
