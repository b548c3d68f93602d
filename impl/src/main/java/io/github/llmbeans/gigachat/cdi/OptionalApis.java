package io.github.llmbeans.gigachat.cdi;

/** Which optional APIs a container has. */
final class OptionalApis {
    /** MicroProfile Health. */
    static final String HEALTH = "org.eclipse.microprofile.health.HealthCheck";

    private OptionalApis() {}

    static boolean isPresent(String api) {
        try {
            Class.forName(api, false, OptionalApis.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
