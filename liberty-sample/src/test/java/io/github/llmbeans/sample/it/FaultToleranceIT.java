package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderUnavailableException;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs inside the server: MicroProfile Fault Tolerance around a bean, and attempts that do not multiply. */
@Tag(Needs.FAULT_TOLERANCE)
@ExtendWith(ArquillianExtension.class)
class FaultToleranceIT {
    @Inject
    FaultTolerantBean bean;

    @Deployment
    static WebArchive sample() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("gigachat.access-token", "a-ready-token");
        // Nobody listens there.
        settings.put("gigachat.base-url", "http://127.0.0.1:1/v1");
        settings.put("gigachat.retry-backoff-factor", "0");
        settings.putAll(Simulators.settings("gigachat.slow.", Simulators.MAIN));
        settings.put("gigachat.slow.timeout", "60");
        settings.put("gigachat.instances", "once,slow");
        settings.put("gigachat.once.max-retries", "0");
        return SampleWar.with("fault-tolerance", settings)
                .addClasses(FaultToleranceIT.class, FaultTolerantBean.class)
                .addAsLibrary(SampleWar.jarOf(Assertions.class));
    }

    @Test
    void whereTheProviderRepeatsTheBeanDoesNot() {
        assertThatThrownBy(bean::providerRepeats).isInstanceOf(ProviderUnavailableException.class);

        assertThat(bean.attempts()).containsExactly(4);
    }

    @Test
    void aBeanThatRunsOutOfItsTimeTakesTheProviderAlong() {
        assertThatThrownBy(bean::impatient).isInstanceOf(TimeoutException.class);

        assertThat(bean.left()).isInstanceOf(ProviderInterruptedException.class);
    }

    @Test
    void whereTheBeanRepeatsTheProviderDoesNot() {
        assertThatThrownBy(bean::beanRepeats).isInstanceOf(ProviderException.class);

        assertThat(bean.attempts()).containsExactly(1, 1, 1, 1);
    }
}
