package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.Reply;
import java.time.Duration;
import java.util.List;

/** Streams an answer, with the fault that the prompt asks for. */
final class StreamAnswers {

    private static final int PIECES_BEFORE_A_FAULT = 3;

    private final Completion answer;
    private final MagicPrompt prompt;
    private final List<String> pieces;
    private final StreamScript script;

    private StreamAnswers(Completion answer, MagicPrompt prompt, Duration interval) {
        this.answer = answer;
        this.prompt = prompt;
        this.pieces = Events.split(answer.said().content());
        this.script = StreamScript.in(answer).interval(interval);
    }

    static Reply of(Completion answer, MagicPrompt prompt, Duration interval) {
        return new StreamAnswers(answer, prompt, interval).reply();
    }

    private Reply reply() {
        return switch (prompt.name()) {
            case "slow" -> slow();
            case "stream-cut" -> beginning().cut();
            case "stream-end" -> beginning().reply();
            case "idle" -> beginning().silence();
            case "error-429" -> beginning().error(429, "Too many requests").reply();
            case "error-500" -> beginning().error(500, "Internal Server Error").reply();
            case "malformed" -> end(rest(beginning().malformed())).reply();
            case "no-done" -> finish(all(script)).reply();
            case "keep-alive" -> end(keptAlive()).reply();
            case "crlf" -> end(all(script)).lineEnd("\r\n").reply();
            default -> end(all(script)).reply();
        };
    }

    /** The events spread over that time, the first one after a part of it too. */
    private Reply slow() {
        int events = pieces.size() + 2;
        Duration part = Duration.ofSeconds(prompt.number(MagicPrompt.SECONDS)).dividedBy(events);
        return end(all(script.interval(part).pause(part))).reply();
    }

    private StreamScript all(StreamScript from) {
        StreamScript thought =
                from.reasoning(Events.split(answer.said().reasoning()).toArray(String[]::new));
        if (answer.said().functionCall() != null) {
            return thought.said(answer.said());
        }
        if (!answer.said().stateId().isEmpty()) {
            // A picture: it takes its time, then comes whole.
            return thought.progress(Functions.DRAWING, 20)
                    .progress(Functions.DRAWING, 10)
                    .said(answer.said());
        }
        return thought.pieces(pieces.toArray(String[]::new));
    }

    private StreamScript beginning() {
        return script.pieces(pieces.subList(0, before()).toArray(String[]::new));
    }

    private StreamScript rest(StreamScript from) {
        return from.pieces(pieces.subList(before(), pieces.size()).toArray(String[]::new));
    }

    private int before() {
        return Math.min(prompt.number(PIECES_BEFORE_A_FAULT), pieces.size());
    }

    private StreamScript keptAlive() {
        StreamScript longer = script.keepAlive();
        for (String piece : pieces) {
            longer = longer.pieces(piece).keepAlive();
        }
        return longer;
    }

    private StreamScript finish(StreamScript from) {
        return from.finish(answer.finishReason());
    }

    private StreamScript end(StreamScript from) {
        return finish(from).done();
    }
}
