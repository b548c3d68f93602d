package io.github.llmbeans.gigachat.internal.error;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * By what exceptions of theirs engines tell the same thing. RESTEasy speaks over Apache's HTTP client, Jersey over
 * {@link java.net.HttpURLConnection}, CXF over the JDK's HTTP client, Quarkus over Vert.x; classes that need not be there are
 * known by simple name only. Each is asked about one exception; who asks looks through all causes.
 */
final class EngineExceptions {
    private static final Pattern ANOTHER_HOST =
            Pattern.compile("(?s)(No name matching |No subject alternative |HTTPS hostname wrong|Wrong HTTPS hostname"
                    + "|The https URL hostname does not match ).*|.*doesn't match.*");

    /** The alert of a server that hangs up with it is often lost on the way. */
    private static final Pattern BROKEN_OFF = Pattern.compile("(?i).*(connection reset|broken pipe|aborted).*");

    private EngineExceptions() {}

    /** The socket's own with RESTEasy and Jersey, {@link java.net.http.HttpTimeoutException} with CXF, and Quarkus has two. */
    static boolean late(Throwable e) {
        return e instanceof SocketTimeoutException
                || named(e, "HttpTimeoutException")
                || named(e, "NoStackTraceTimeoutException") // before the answer
                || e.getClass() == IOException.class && message(e).equals("Read timed out"); // in its body
    }

    /**
     * Whoever waited was interrupted: Quarkus's client takes the flag when it tells so. Apache's client has exceptions of this
     * kind for connections that are late or closed, each with a class or a message of its own.
     */
    static boolean interrupted(Throwable e) {
        return e instanceof InterruptedException
                || e.getClass() == InterruptedIOException.class && message(e).isEmpty();
    }

    /** A class of its own with RESTEasy and CXF; Jersey's differs from one that came later by its message only. */
    static boolean lateConnection(Throwable e) {
        return named(e, "ConnectTimeoutException")
                || named(e, "HttpConnectTimeoutException")
                || e instanceof SocketTimeoutException
                        && message(e).toLowerCase(Locale.ROOT).startsWith("connect timed out");
    }

    /** The usual exception with RESTEasy and Jersey, that of a channel with CXF. */
    static boolean unknownHost(Throwable e) {
        return e instanceof UnknownHostException || named(e, "UnresolvedAddressException");
    }

    /** A connection that ended without a byte of an answer, as stale ones do. */
    static boolean nothingCame(Throwable e) {
        return named(e, "NoHttpResponseException") // RESTEasy
                || e instanceof SocketException && message(e).equals("Unexpected end of file from server") // Jersey
                || e.getCause() instanceof EOFException // CXF; of a reset it says the same with another cause
                        && message(e).equals("HTTP/1.1 header parser received no bytes");
    }

    /** A certificate of somebody else: RESTEasy has an exception for it, the others a message. */
    static boolean anotherHost(Throwable e) {
        return e instanceof SSLPeerUnverifiedException
                || (e instanceof CertificateException || e instanceof IOException)
                        && ANOTHER_HOST.matcher(message(e)).matches();
    }

    /** A connection that was ended before there was an answer; what Jersey says of it hides the cause. */
    static boolean brokenOff(Throwable e) {
        return e instanceof SocketException && BROKEN_OFF.matcher(message(e)).matches()
                || e.getClass() == IOException.class && message(e).equals("Error writing to server");
    }

    private static boolean named(Throwable e, String simpleName) {
        return e.getClass().getSimpleName().equals(simpleName);
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? "" : e.getMessage();
    }
}
