package io.github.llmbeans.gigachat.internal;

/** Which optional APIs there are. What stands behind one is loaded only if it is there. */
public final class OptionalApis {
    /** MicroProfile Health. */
    public static final String HEALTH = "org.eclipse.microprofile.health.HealthCheck";

    /** OpenTelemetry, its context included. */
    public static final String OPEN_TELEMETRY = "io.opentelemetry.api.OpenTelemetry";

    private OptionalApis() {}

    /** Whether an API is there. */
    public static boolean isPresent(String api) {
        try {
            Class.forName(api, false, OptionalApis.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
