package io.github.llmbeans.gigachat.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An OpenTelemetry older than 1.32, as some servers bring it. */
class OlderOpenTelemetryTest {
    private final Recorded recorded = new Recorded();

    @AfterEach
    void close() {
        recorded.close();
    }

    @Test
    void callsAreMeasuredThoughNoBoundsCanBeAdvised() {
        OpenTelemetry older = (OpenTelemetry) older(OpenTelemetry.class, recorded.openTelemetry());
        Instruments instruments =
                new Instruments(older.getMeterProvider().meterBuilder("test").build());
        instruments.took(TimeUnit.MILLISECONDS.toNanos(950), Attributes.empty(), Context.root());
        instruments.cost("input", 7, Attributes.empty(), Context.root());

        HistogramPointData point = recorded.point("gen_ai.client.operation.duration");
        assertThat(point.getSum()).isEqualTo(0.95);
        assertThat(point.getBoundaries()).doesNotContain(0.01);
        assertThat(recorded.point("gen_ai.client.token.usage").getSum()).isEqualTo(7);
    }

    /** The same without the method of 1.32, and so is whatever it makes. */
    private static Object older(Class<?> type, Object newer) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(newer, method, arguments));
    }

    private static Object call(Object newer, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("setExplicitBucketBoundariesAdvice")) {
            throw new NoSuchMethodError(method.getName());
        }
        try {
            Object made = method.invoke(newer, arguments);
            Class<?> type = method.getReturnType();
            return type.getName().matches(".*(MeterProvider|Meter|Builder)") ? older(type, made) : made;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
