package io.github.llmbeans.gigachat.internal.rest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Looks whether an HTTP client below us writes down what travels: keys and tokens among it, which no standard way masks.
 * All that can be done is to say so.
 */
final class WireLog {
    private static final System.Logger LOG = System.getLogger(WireLog.class.getName());

    /** Of Apache HttpClient 4, over which RESTEasy speaks. */
    private static final List<String> APACHE = List.of("org.apache.http.headers", "org.apache.http.wire");

    /** Of {@link java.net.HttpURLConnection}, over which Jersey speaks. CXF and the JDK's HTTP client show nothing by loggers. */
    private static final List<String> JDK = List.of("sun.net.www.protocol.http.HttpURLConnection");

    /** Of Quarkus's client, where {@code quarkus.rest-client.logging.scope} is set. */
    private static final List<String> QUARKUS = List.of("org.jboss.resteasy.reactive.client.logging");

    /**
     * Kept for good. {@code java.util.logging} forgets a logger that nobody holds, and the JDK's own of the same name goes on
     * beside it with the level that it has: what somebody sets then, and what we read, would be that of another one.
     */
    private static final Map<String, System.Logger> LOGGERS = new ConcurrentHashMap<>();

    private WireLog() {}

    /** One warning if there are such loggers. */
    static void warn(String provider, Engine engine) {
        List<String> on = loggers(engine).stream()
                .filter(name -> LOGGERS.computeIfAbsent(name, System::getLogger).isLoggable(System.Logger.Level.DEBUG))
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

    private static List<String> loggers(Engine engine) {
        return switch (engine) {
            case RESTEASY -> APACHE;
            case JERSEY -> JDK;
            case CXF -> List.of();
            case QUARKUS -> QUARKUS;
            case OTHER -> Stream.concat(APACHE.stream(), JDK.stream()).toList();
        };
    }
}
