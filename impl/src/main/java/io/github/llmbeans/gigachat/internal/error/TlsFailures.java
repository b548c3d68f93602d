package io.github.llmbeans.gigachat.internal.error;

import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there is no TLS connection, and what to check. */
final class TlsFailures {
    /** What a server answers that wants another client certificate (RFC 8446 §6.2). */
    private static final Pattern WANTS_CERTIFICATE = Pattern.compile("(?i).*(certificate_required|bad_certificate"
            + "|unsupported_certificate|certificate_revoked|certificate_expired|certificate_unknown|unknown_ca"
            + "|access_denied).*");

    private final SettingNames names;
    private final Secrets secrets;

    TlsFailures(SettingNames names, Secrets secrets) {
        this.names = names;
        this.secrets = secrets;
    }

    /** The rest of a sentence that begins with the server, or {@code null} if it was something else. */
    @Nullable
    String sentence(Throwable failure, String setting, URI address) {
        Throwable found = find(failure, e -> e instanceof CertificateExpiredException);
        if (found != null) {
            return " has a certificate that has expired (" + said(found) + "). If the clock of this machine is right,"
                    + " it must be renewed there; else check " + setting;
        }
        found = find(failure, e -> e instanceof CertificateNotYetValidException);
        if (found != null) {
            return " has a certificate that is not valid yet (" + said(found)
                    + "). Check the clock of this machine and " + setting;
        }
        found = find(failure, EngineExceptions::anotherHost);
        if (found != null) {
            return " has a certificate for another host than '" + address.getHost() + "', so it may be somebody else ("
                    + said(found).replaceFirst("[.] .*", "") + "). Check that " + setting
                    + " has a host name that its certificate has";
        }
        found = find(failure, e -> e instanceof UntrustedCertificateException);
        if (found != null) {
            return " has a certificate that this JVM does not trust: " + said(found) + ". If that is right, add the"
                    + " certificate of its CA to " + names.of("ca-bundle-file") + "; GigaChat's own certificates are"
                    + " signed by the Russian Trusted Root CA";
        }
        if (find(failure, TlsFailures::untrusted) != null) {
            return " has a certificate that this JVM does not trust. GigaChat's certificates are signed by the "
                    + "Russian Trusted Root CA: set " + names.of("ca-bundle-file")
                    + " to a PEM file with that certificate";
        }
        found = find(failure, TlsFailures::wantsCertificate);
        if (found != null) {
            return " wants a client certificate that it accepts (" + said(found) + "). Check " + names.of("cert-file")
                    + " and " + names.of("key-file");
        }
        found = find(failure, e -> e instanceof SSLException);
        if (found != null) {
            return " cannot be reached by TLS: " + found.getClass().getSimpleName() + " " + said(found) + ". Check "
                    + setting + ", the server's certificate, and whether it demands a client certificate ("
                    + names.of("cert-file") + ")";
        }
        found = find(failure, EngineExceptions::brokenOff);
        return found != null && "https".equalsIgnoreCase(address.getScheme())
                ? " ended the connection: " + found.getClass().getSimpleName() + " " + said(found)
                        + ". It may have done what it was asked for. A server that wants another client certificate may"
                        + " end the connection like this: check " + names.of("cert-file")
                : null;
    }

    private static boolean untrusted(Throwable e) {
        return e instanceof CertPathBuilderException
                || e instanceof CertPathValidatorException
                || e instanceof SSLException && message(e).contains("PKIX path");
    }

    private static boolean wantsCertificate(Throwable e) {
        return e instanceof SSLException
                && message(e).contains("fatal alert")
                && WANTS_CERTIFICATE.matcher(message(e)).matches();
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? "" : e.getMessage();
    }

    private static @Nullable Throwable find(Throwable failure, Predicate<Throwable> wanted) {
        return NetworkFailures.find(failure, wanted);
    }

    private String said(Throwable e) {
        return Excerpt.of(message(e), secrets);
    }
}
