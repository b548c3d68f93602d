package io.github.llmbeans.gigachat.simulator;

/**
 * What became of the streams of a simulator since its start. {@link GigaChatSimulator#STREAMS_PATH} gives the same as JSON.
 *
 * @param open being sent at this moment, silent ones included
 * @param completed sent up to the end that was meant for them
 * @param hungUp left by their clients before that
 * @param brokenOff cut or reset by the simulator
 */
public record StreamCounts(int open, int completed, int hungUp, int brokenOff) {

    String toJson() {
        return Json.object()
                .add("open", open)
                .add("completed", completed)
                .add("hung_up", hungUp)
                .add("broken_off", brokenOff)
                .build()
                .toString();
    }
}
