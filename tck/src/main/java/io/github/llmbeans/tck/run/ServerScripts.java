package io.github.llmbeans.tck.run;

import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.Reply;
import java.util.List;
import java.util.Set;

/** What the server does: situations by endpoint, and gates that hold requests. */
abstract class ServerScripts extends ServerSide {

    ServerScripts(ProviderUnderTest subject, Set<Need> needs, ServerPool servers, double timeFactor) {
        super(subject, needs, servers, timeFactor);
    }

    /** Whether a provider has been made, so that a change from now on is one while it is in use. */
    abstract boolean inUse();

    /**
     * What the model does. Needs nothing but what the situations need, and {@link Need#SCRIPT} for a change after a
     * provider was made.
     *
     * @return the script of {@link Endpoint#GENERATE}
     */
    public Script model() {
        if (inUse()) {
            require(Need.SCRIPT);
        }
        return wire().script(Endpoint.GENERATE);
    }

    /**
     * What the token endpoint does.
     *
     * @return the script of {@link Endpoint#TOKEN}
     */
    public Script tokenEndpoint() {
        require(Need.TOKENS);
        return wire().script(Endpoint.TOKEN);
    }

    /**
     * What all other endpoints do.
     *
     * @return the script of {@link Endpoint#OTHER}
     */
    public Script otherEndpoints() {
        require(Need.HTTP);
        return wire().script(Endpoint.OTHER);
    }

    /**
     * What all endpoints do from now on, the model and whatever else there is. Needs what {@link #model()} needs.
     *
     * @param situation the situation
     */
    public void everywhere(Situation situation) {
        model();
        wire().scripts().forEach(script -> script.always(situation));
    }

    /**
     * A gate that holds requests, see {@link Situation.Waits}; opened when the check ends.
     *
     * @return a closed gate
     */
    public Gate gate() {
        require(Need.HTTP);
        return wire().gate();
    }

    /**
     * Waits until so many requests are held, or have been.
     *
     * @param gate where
     * @param requests how many
     */
    public void awaitArrivals(Gate gate, int requests) {
        time().becomes(time().limit(), () -> gate.arrivals() >= requests);
        int arrived = gate.arrivals();
        Expect.that(requests + " requests that wait at the server", arrived >= requests, arrived);
    }

    /**
     * A stream in the vendor's form, to be changed and sent by {@link Situation.Sends}.
     *
     * @param pieces the text, cut
     * @return the whole stream
     */
    public Reply stream(List<String> pieces) {
        require(Need.HTTP);
        return wire().stream(pieces);
    }
}
