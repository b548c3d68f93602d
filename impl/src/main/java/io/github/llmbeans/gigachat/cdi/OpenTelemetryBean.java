package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.CallInfo;
import io.github.llmbeans.CallObservation;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.telemetry.GenAiTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The container's OpenTelemetry, asked for at the first call: at deployment it may not be there yet. */
final class OpenTelemetryBean implements CallObserver {
    private static final System.Logger LOG = System.getLogger(OpenTelemetryBean.class.getName());

    private final String provider;
    private final Supplier<CallObserver> maker;
    private volatile @Nullable CallObserver made;

    private OpenTelemetryBean(String provider, Supplier<CallObserver> maker) {
        this.provider = provider;
        this.maker = maker;
    }

    static boolean isThere(BeanManager manager) {
        return !manager.getBeans(OpenTelemetry.class).isEmpty();
    }

    /** What the application brings, which with several in one JVM is not what {@code CDI.current()} would find. */
    static CallObserver of(ProviderConfig config, boolean captureContent, Instance<Object> beans) {
        Instance<OpenTelemetry> found = beans.select(OpenTelemetry.class, Default.Literal.INSTANCE);
        if (found.isUnsatisfied()) {
            return CallObserver.none();
        }
        return new OpenTelemetryBean(
                config.name(),
                () -> GenAiTelemetry.builder(found.get(), config)
                        .captureContent(captureContent)
                        .build());
    }

    @Override
    public CallObservation begin(CallInfo call) {
        CallObserver observer = made;
        return (observer == null ? make() : observer).begin(call);
    }

    private synchronized CallObserver make() {
        CallObserver observer = made;
        if (observer == null) {
            observer = observer();
            made = observer;
        }
        return observer;
    }

    /** A bean that cannot be had is told of once; calls go on without it. */
    private CallObserver observer() {
        try {
            return maker.get();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Calls of provider ''{0}'' are not traced, since there is no OpenTelemetry to be had: {1}",
                    provider,
                    e.getClass().getName());
            return CallObserver.none();
        }
    }
}
