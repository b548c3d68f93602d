package io.github.llmbeans.sample.health;

import io.github.llmbeans.BaseProvider;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether one provider would answer now; never asks the model to generate. */
final class ProviderReady implements HealthCheck {
    private final BaseProvider llm;

    ProviderReady(BaseProvider llm) {
        this.llm = llm;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("provider " + llm.info().name())
                .withData("provider", llm.info().name())
                .withData("model", llm.info().model())
                .status(llm.healthCheck())
                .build();
    }
}
