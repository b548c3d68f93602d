package io.github.llmbeans.tck;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderConfig;
import io.opentelemetry.api.OpenTelemetry;

/**
 * What the author of a provider implements besides whose provider tells OpenTelemetry of its calls. Apart from {@link
 * ProviderUnderTest}, so that all others need no OpenTelemetry. It takes {@code
 * io.opentelemetry:opentelemetry-sdk-testing} among the author's test dependencies.
 */
public interface TelemetryUnderTest {

    /**
     * Makes a provider as its users would who have OpenTelemetry: with what is usual, so without prompts and answers.
     *
     * @param config address, key, limits and model, all chosen by the kit
     * @param openTelemetry keeps everything in memory, where the kit looks at it
     * @return a new provider that tells this OpenTelemetry of its calls
     */
    BaseProvider createWithTelemetry(ProviderConfig config, OpenTelemetry openTelemetry);
}
