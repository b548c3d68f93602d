package io.github.llmbeans.tck;

import io.github.llmbeans.ChatRequest;
import java.util.List;

/**
 * How a provider without a wire is brought into the situations that the kit wants to see it in. What cannot be brought
 * about is said in {@link ProviderUnderTest#cannot()}, and never asked for.
 */
public interface FaultPort {

    /**
     * Says what the model does with every call from now on. Called before a provider is made; once it is made, only if
     * {@link Need#SCRIPT} is offered.
     *
     * @param situation one of {@link Situation.Answers}, {@link Situation.Echoes}, {@link Situation.Refuses} with status
     *     400, 401, 429 or 503, and {@link Situation.Silent}
     */
    void arrange(Situation situation);

    /**
     * What has reached the model. To be overridden unless {@link Need#RECORDING} is not offered.
     *
     * @return the requests so far, oldest first
     */
    default List<ChatRequest> asked() {
        throw new UnsupportedOperationException("override asked(), or give a reason for RECORDING in cannot()");
    }
}
