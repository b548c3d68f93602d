package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.internal.OptionalApis;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Finds who is told of the calls of a provider that the container makes: the bean of type {@code OpenTelemetry}, which
 * MicroProfile Telemetry brings; nobody if there is none, or if {@code otel.sdk.disabled} is {@code true}. Never asks for
 * OpenTelemetry's global instance, since asking for it makes one.
 */
final class ContainerTelemetry {
    /** As OpenTelemetry's own instrumentations call it; {@code OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT}. */
    static final String CAPTURE_CONTENT = "otel.instrumentation.genai.capture-message-content";

    static final String DISABLED = "otel.sdk.disabled";

    private static final System.Logger LOG = System.getLogger(ContainerTelemetry.class.getName());

    private ContainerTelemetry() {}

    static CallObserver of(ProviderConfig provider, Config config, Instance<Object> beans) {
        boolean disabled = "true".equalsIgnoreCase(text(config, DISABLED));
        return disabled || !isPresent()
                ? CallObserver.none()
                : OpenTelemetryBean.of(provider, capturesContent(config), beans);
    }

    /** What is to be told where somebody has switched OpenTelemetry on and nobody brings it. */
    static Optional<String> missing(Config config, BeanManager manager) {
        boolean wanted = "false".equalsIgnoreCase(text(config, DISABLED));
        return wanted && !(isPresent() && OpenTelemetryBean.isThere(manager))
                ? Optional.of(
                        DISABLED + " (OTEL_SDK_DISABLED) is false, but there is no bean of type OpenTelemetry, so it"
                                + " is told of no call: MicroProfile Telemetry brings one, where the server has it switched on")
                : Optional.empty();
    }

    private static boolean isPresent() {
        return OptionalApis.isPresent(OptionalApis.OPEN_TELEMETRY);
    }

    /** True, and those of the other instrumentations' words that put content on spans. What is not understood is off. */
    private static boolean capturesContent(Config config) {
        String value = text(config, CAPTURE_CONTENT).toUpperCase(Locale.ROOT);
        switch (value) {
            case "TRUE", "SPAN_ONLY", "SPAN_AND_EVENT":
                return true;
            case "", "FALSE", "NO_CONTENT":
                return false;
            default:
                LOG.log(
                        System.Logger.Level.WARNING,
                        CAPTURE_CONTENT + " is neither true nor false, so prompts and answers are left out");
                return false;
        }
    }

    private static String text(Config config, String key) {
        return config.getOptionalValue(key, String.class).orElse("").strip();
    }
}
