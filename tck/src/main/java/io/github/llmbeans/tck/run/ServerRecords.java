package io.github.llmbeans.tck.run;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.tck.Counting;
import io.github.llmbeans.tck.Dialect;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.server.RecordedRequest;
import java.util.List;
import java.util.Set;

/** What has reached the server, or the model behind a fault port. */
abstract class ServerRecords extends ServerAddresses {

    ServerRecords(ProviderUnderTest subject, Set<Need> needs, ServerPool servers, double timeFactor) {
        super(subject, needs, servers, timeFactor);
    }

    /**
     * What has reached the model.
     *
     * @return the requests, oldest first
     */
    public List<ChatRequest> asked() {
        require(Need.RECORDING);
        return wire().asked();
    }

    /**
     * The one request that has reached the model.
     *
     * @return the request
     */
    public ChatRequest askedOnce() {
        List<ChatRequest> asked = asked();
        Expect.equal("the number of requests that reach the model", 1, asked.size());
        return asked.get(0);
    }

    /**
     * The raw requests of an endpoint.
     *
     * @param endpoint which
     * @return oldest first
     */
    public List<RecordedRequest> requests(Endpoint endpoint) {
        require(endpoint == Endpoint.TOKEN ? Need.TOKENS : Need.HTTP);
        return wire().requests(endpoint);
    }

    /**
     * All raw requests.
     *
     * @return oldest first
     */
    public List<RecordedRequest> requests() {
        require(Need.HTTP);
        return wire().requests();
    }

    /**
     * The secret that a raw request carries.
     *
     * @param request of any endpoint
     * @return the credential, or an empty text
     */
    public String credential(RecordedRequest request) {
        return ((Dialect) subject()).credential(request).orElse("");
    }

    /**
     * When the requests came in.
     *
     * @return by {@link System#nanoTime()}, oldest first
     */
    public List<Long> arrivals() {
        require(Need.HTTP);
        return exchanges().arrivals();
    }

    /**
     * What the server has been asked to count.
     *
     * @return the requests, oldest first
     */
    public List<Counting> counted() {
        require(Need.HTTP);
        return wire().counted();
    }
}
