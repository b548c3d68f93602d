package io.github.llmbeans.gigachat;

import jakarta.enterprise.inject.spi.Extension;
import java.util.ServiceLoader;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** On which REST client engine the tests run, and what it lets a provider do. Asked by tests that need it. */
public final class Engines {
    private static final String RESTEASY = "org.jboss.resteasy.";
    private static final String JERSEY = "org.glassfish.jersey.";
    private static final String CXF = "org.apache.cxf.";
    private static final String BUILDER =
            RestClientBuilder.newBuilder().getClass().getName();
    private static final int JAVA = Runtime.version().feature();

    private Engines() {}

    /** Whether it is RESTEasy. */
    public static boolean resteasy() {
        return BUILDER.startsWith(RESTEASY);
    }

    /** Whether it is Jersey. */
    public static boolean jersey() {
        return BUILDER.startsWith(JERSEY);
    }

    /** Whether it is CXF. */
    public static boolean cxf() {
        return BUILDER.startsWith(CXF);
    }

    /** Whether the log of its HTTP client, switched on, shows what travels. */
    public static boolean hasWireLog() {
        return !cxf();
    }

    /** How its loggers are called. */
    static String packages() {
        return resteasy() ? RESTEASY : jersey() ? JERSEY : CXF;
    }

    /** Whether a caller speaks to the server on its own thread. */
    public static boolean worksOnCallersThread() {
        return resteasy();
    }

    /** Whether it reads headers without a bound. The JDK's clients behind the others have one. */
    public static boolean takesAnyHeader() {
        return resteasy();
    }

    /** Whether the body of a 401 is read. Jersey's is not: the price of a POST that is not sent again unasked. */
    public static boolean readsRefusals() {
        return !jersey();
    }

    /** What a CDI container must be told of that looks for nothing by itself: Jersey makes no client in it without. */
    public static Extension[] extensions() {
        return ServiceLoader.load(Extension.class).stream()
                .filter(extension ->
                        extension.type().getName().equals(JERSEY + "ext.cdi1x.internal.CdiComponentProvider"))
                .map(ServiceLoader.Provider::get)
                .toArray(Extension[]::new);
    }

    /**
     * Whether a connection without TLS can be closed while the answer on it has not begun. Jersey's can only by an interrupt of a virtual
     * thread, which the provider has by itself since Java 24; CXF's only by the end of its HTTP client, since Java 21.
     */
    public static boolean closesBeforeTheAnswer() {
        return resteasy() || (cxf() ? JAVA >= 21 : JAVA >= 24);
    }

    /** Whether one can be closed while somebody is blocked in a read of the answer: Jersey's as above. */
    public static boolean closesWhileReading() {
        return !jersey() || JAVA >= 24;
    }

    /**
     * Whether one that was left ends with the next byte of the answer at the latest. CXF's HTTP client keeps an
     * answer that nobody takes any more, and before Java 21 it cannot be shut down.
     */
    public static boolean closesWithTheNextByte() {
        return !cxf() || JAVA >= 21;
    }

    /**
     * Whether every connection without TLS ends with its provider. Jersey's stay for the 5 s that the JDK keeps them; those
     * of failed calls with CXF, before Java 21, until the next garbage collection.
     */
    public static boolean endsEveryConnection() {
        return resteasy() || cxf() && JAVA >= 21;
    }

    /** Whether it gives out an answer in a charset that does not exist; CXF keeps it to itself. */
    public static boolean readsAnyCharset() {
        return !cxf();
    }

    /** Whether it tells of a Content-Type that is none; CXF takes that for the one that was asked for. */
    public static boolean readsBrokenTypes() {
        return !cxf();
    }

    /** Whether a provider with a TLS setting of its own uses a connection again. */
    public static boolean keepsConnectionsUnderTls() {
        return !cxf();
    }

    /** Whether a long request says how long it is. CXF sends one of more than 4 KiB in chunks. */
    public static boolean tellsLengths() {
        return !cxf();
    }

    /** Whether all that came before a connection was cut is read. The JDK's HTTP client drops what nobody has taken yet. */
    public static boolean keepsWhatCame() {
        return !cxf();
    }
}
