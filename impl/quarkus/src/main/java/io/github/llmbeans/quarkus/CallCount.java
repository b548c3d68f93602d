package io.github.llmbeans.quarkus;

import io.github.llmbeans.CallInfo;
import io.github.llmbeans.CallObservation;
import io.github.llmbeans.CallObserver;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Nobody has it injected; the providers find it all the same. */
@ApplicationScoped
public class CallCount implements CallObserver {
    private static final Queue<String> ASKED = new ConcurrentLinkedQueue<>();

    @Override
    public CallObservation begin(CallInfo call) {
        ASKED.add(call.provider().name());
        return new CallObservation() {};
    }

    /** The providers that were asked, in the order of the calls. */
    public static Queue<String> asked() {
        return ASKED;
    }
}
