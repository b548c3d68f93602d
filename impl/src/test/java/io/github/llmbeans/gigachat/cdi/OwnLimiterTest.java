package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.ConcurrencyLimiter;
import io.github.llmbeans.NamedProvider;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bean of the application decides who may ask when. */
class OwnLimiterTest {
    private final GigaChatSimulator simulator = GigaChatSimulator.start();

    @AfterEach
    void stopTheSimulator() {
        simulator.close();
    }

    @Test
    void aLimiterBeanWithoutAQualifierIsTheDefaultProviders() {
        try (Application application = Application.start(Keys.of(simulator).map(), Beans.Asker.class, Counting.class)) {
            application.bean(Beans.Asker.class).llm.generate("Hello");

            assertThat(application.bean(Counting.class).asked()).isEqualTo(1);
        }
    }

    @Test
    void aLimiterBeanWithANameIsThatInstancesOnly() {
        try (Application application = Application.start(
                Keys.of(simulator).with("gigachat.instances", "sales,support").map(),
                Beans.TwoAskers.class,
                NobodyForSales.class)) {
            Beans.TwoAskers askers = application.bean(Beans.TwoAskers.class);

            RateLimitException refused =
                    catchThrowableOfType(RateLimitException.class, () -> askers.sales.generate("Hello"));

            assertThat(refused)
                    .hasMessage("Too many calls of provider 'sales' wait for their turn: the cluster is busy");
            assertThat(askers.support.generate("Hello")).contains("Hello");
        }
    }

    /** Counts and lets everybody through. */
    @ApplicationScoped
    static class Counting implements ConcurrencyLimiter {
        private final AtomicInteger asked = new AtomicInteger();

        int asked() {
            return asked.get();
        }

        @Override
        public Permit acquire(Duration patience) {
            asked.incrementAndGet();
            return ConcurrencyLimiter.unlimited().acquire(patience);
        }
    }

    @Dependent
    static class NobodyForSales {
        @Produces
        @ApplicationScoped
        @NamedProvider("sales")
        ConcurrencyLimiter nobody() {
            return patience -> {
                throw new RejectedExecutionException("the cluster is busy");
            };
        }
    }
}
