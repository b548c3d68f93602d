package io.github.llmbeans.gigachat.internal;

/** Which optional APIs there are. What stands behind one is loaded only if it is there. */
public final class OptionalApis {
    /** MicroProfile Health. */
    public static final String HEALTH = "org.eclipse.microprofile.health.HealthCheck";

    /** OpenTelemetry, its context included. */
    public static final String OPEN_TELEMETRY = "io.opentelemetry.api.OpenTelemetry";

    private OptionalApis() {}

    /** Whether an API is there; if so, this module can use it, also where the API is on the class path and no module. */
    public static boolean isPresent(String api) {
        try {
            Class<?> type = Class.forName(api, false, OptionalApis.class.getClassLoader());
            OptionalApis.class.getModule().addReads(type.getModule());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
