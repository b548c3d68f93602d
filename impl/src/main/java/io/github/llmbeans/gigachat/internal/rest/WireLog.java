package io.github.llmbeans.gigachat.internal.rest;

import java.util.List;

/**
 * Looks whether an HTTP client below us writes down what travels: keys and tokens among it, which no standard way masks.
 * All that can be done is to say so.
 */
final class WireLog {
    private static final System.Logger LOG = System.getLogger(WireLog.class.getName());

    /** Of Apache HttpClient 4, over which RESTEasy speaks on Open Liberty, WildFly and in plain Java. */
    private static final List<String> LOGGERS = List.of("org.apache.http.headers", "org.apache.http.wire");

    private WireLog() {}

    /** One warning if there are such loggers. */
    static void warn(String provider) {
        List<String> on = LOGGERS.stream()
                .filter(name -> System.getLogger(name).isLoggable(System.Logger.Level.DEBUG))
                .toList();
        if (!on.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The level of the loggers {0} lets an HTTP client write the key and the tokens of provider ''{1}''"
                            + " into the log; keep them at INFO",
                    on,
                    provider);
        }
    }
}
