package io.github.llmbeans.sample.it;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.NamedProvider;
import io.github.llmbeans.ProviderException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** A bean around which MicroProfile Fault Tolerance stands, as the README says. */
@ApplicationScoped
class FaultTolerantBean {
    @Inject
    BaseProvider repeating;

    @Inject
    @NamedProvider("once")
    BaseProvider once;

    @Inject
    @NamedProvider("slow")
    BaseProvider slow;

    private volatile ProviderException left;
    private final List<Integer> attempts = new ArrayList<>();

    /** The provider has repeated already. */
    @Retry(maxRetries = 3, delay = 0, jitter = 0, abortOn = ProviderException.class)
    public String providerRepeats() {
        return counted(repeating);
    }

    /** The provider does not repeat. */
    @Retry(maxRetries = 3, delay = 0, jitter = 0)
    public String beanRepeats() {
        return counted(once);
    }

    /** Gives up long before the provider would. */
    @Timeout(value = 300, unit = ChronoUnit.MILLIS)
    public String impatient() {
        try {
            return slow.generate("/slow 30");
        } catch (ProviderException e) {
            left = e;
            throw e;
        }
    }

    /** How the provider has left the call that was given up. */
    ProviderException left() {
        return left;
    }

    private String counted(BaseProvider llm) {
        try {
            return llm.generate("Hello");
        } catch (ProviderException e) {
            attempts.add(e.attempts());
            throw e;
        }
    }

    /** The attempts that the provider has made in each call of the bean's method, since it was last asked. */
    List<Integer> attempts() {
        List<Integer> made = List.copyOf(attempts);
        attempts.clear();
        return made;
    }
}
