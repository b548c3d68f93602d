package io.github.llmbeans.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.MockProvider;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An application that has a default provider of its own. */
@QuarkusTest
@TestProfile(OwnProviderIT.WithOwn.class)
@QuarkusTestResource(Simulated.class)
class OwnProviderIT {
    @Inject
    Desk desk;

    @Test
    void theApplicationsOwnBeanIsTheDefaultProvider() {
        assertThat(desk.answer("Who?")).isEqualTo("Mock response to: Who?");
    }

    @Test
    void theConfiguredOnesAreThereByTheirNames() {
        assertThat(desk.answerForSales("How much?")).contains("How much?").doesNotStartWith("Mock");
    }

    /** Brings it. */
    public static class WithOwn implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(Own.class);
        }
    }

    /** Makes it. */
    @Alternative
    @ApplicationScoped
    public static class Own {
        @Produces
        @ApplicationScoped
        BaseProvider provider() {
            return new MockProvider();
        }
    }
}
