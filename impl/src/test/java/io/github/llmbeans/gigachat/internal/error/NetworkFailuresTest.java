package io.github.llmbeans.gigachat.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import jakarta.ws.rs.ProcessingException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From what an engine throws to what a caller gets, however deep the engine has wrapped it. */
class NetworkFailuresTest {
    private static final URI ADDRESS = URI.create("https://api.example/v1");
    private final NetworkFailures failures = new NetworkFailures(
            "sales", SettingNames.withPrefix("gigachat.sales."), new Secrets(null, () -> List.of("secret-token")));

    static Stream<Arguments> kinds() {
        return Stream.of(
                kind(new CertPathBuilderException("x"), ProviderUnavailableException.class, false, "does not trust"),
                kind(new CertPathValidatorException("x"), ProviderUnavailableException.class, false, "does not trust"),
                kind(
                        new SSLHandshakeException("PKIX path building failed: x"),
                        ProviderUnavailableException.class,
                        false,
                        "does not trust"),
                kind(
                        new SSLHandshakeException("Received fatal alert: handshake_failure"),
                        ProviderUnavailableException.class,
                        false,
                        "cannot be reached by TLS: SSLHandshakeException Received fatal alert: handshake_failure"),
                kind(
                        new SSLException("not an SSL/TLS record: 485454502f312e31"),
                        ProviderUnavailableException.class,
                        false,
                        "does not speak TLS, and the address begins with https://"),
                kind(
                        new SSLPeerUnverifiedException("Certificate doesn't match"),
                        ProviderUnavailableException.class,
                        false,
                        "a certificate for another host than 'api.example'"),
                kind(
                        new CertificateException("No name matching api.example found"),
                        ProviderUnavailableException.class,
                        false,
                        "a certificate for another host than 'api.example'"),
                kind(
                        new IOException("The https URL hostname does not match the Common Name (CN) on the server"
                                + " certificate in the client's truststore."),
                        ProviderUnavailableException.class,
                        false,
                        "a certificate for another host than 'api.example'"),
                kind(
                        new IOException("HTTPS hostname wrong:  should be <api.example>"),
                        ProviderUnavailableException.class,
                        false,
                        "a certificate for another host than 'api.example'"),
                kind(
                        new IOException("Wrong HTTPS hostname: should be <api.example>"),
                        ProviderUnavailableException.class,
                        false,
                        "a certificate for another host than 'api.example'"),
                kind(
                        new CertPathValidatorException("x", new CertificateExpiredException("NotAfter: then")),
                        ProviderUnavailableException.class,
                        false,
                        "a certificate that has expired (NotAfter: then)"),
                kind(
                        new CertificateNotYetValidException("NotBefore: then"),
                        ProviderUnavailableException.class,
                        false,
                        "a certificate that is not valid yet (NotBefore: then)"),
                kind(
                        new SSLHandshakeException("Received fatal alert: bad_certificate"),
                        ProviderUnavailableException.class,
                        false,
                        "wants a client certificate that it accepts (Received fatal alert: bad_certificate)"),
                kind(
                        new SSLException("(certificate_required) Received fatal alert: certificate_required"),
                        ProviderUnavailableException.class,
                        false,
                        "Check gigachat.sales.cert-file (GIGACHAT_SALES_CERT_FILE)"),
                kind(new SSLException((String) null), ProviderUnavailableException.class, false, "SSLException"),
                kind(
                        new UnknownHostException("api.example"),
                        ProviderUnavailableException.class,
                        true,
                        "unknown host 'api.example'"),
                kind(
                        new ConnectException().initCause(new UnresolvedAddressException()),
                        ProviderUnavailableException.class,
                        true,
                        "unknown host 'api.example'"),
                kind(
                        new ConnectTimeoutException(),
                        ProviderTimeoutException.class,
                        true,
                        "accept a connection in time"),
                kind(
                        new java.net.http.HttpConnectTimeoutException("x"),
                        ProviderTimeoutException.class,
                        true,
                        "accept a connection in time"),
                kind(
                        new SocketTimeoutException("Connect timed out"),
                        ProviderTimeoutException.class,
                        true,
                        "accept a connection in time"),
                kind(
                        new SocketTimeoutException("Read timed out"),
                        ProviderTimeoutException.class,
                        false,
                        "did not answer in time"),
                kind(new HttpTimeoutException("x"), ProviderTimeoutException.class, false, "did not answer in time"),
                kind(
                        new IOException("Read timed out"),
                        ProviderTimeoutException.class,
                        false,
                        "did not answer in time"),
                kind(
                        new NoStackTraceTimeoutException(),
                        ProviderTimeoutException.class,
                        false,
                        "did not answer in time"),
                kind(new ConnectException("Connection refused"), ProviderUnavailableException.class, true, "refused"),
                kind(new NoRouteToHostException("x"), ProviderUnavailableException.class, true, "no route"),
                kind(
                        new NoHttpResponseException(),
                        ProviderUnavailableException.class,
                        true,
                        "closed the connection without an answer"),
                kind(
                        new SocketException("Unexpected end of file from server"),
                        ProviderUnavailableException.class,
                        true,
                        "closed the connection without an answer"),
                kind(
                        new IOException("HTTP/1.1 header parser received no bytes", new EOFException("EOF reached")),
                        ProviderUnavailableException.class,
                        true,
                        "closed the connection without an answer"),
                kind(
                        new IOException(
                                "HTTP/1.1 header parser received no bytes", new SocketException("Connection reset")),
                        ProviderUnavailableException.class,
                        false,
                        ""),
                kind(
                        new SocketException("Broken pipe"),
                        ProviderUnavailableException.class,
                        false,
                        "wants another client certificate may end the connection like this"),
                kind(
                        new IOException("Error writing to server"),
                        ProviderUnavailableException.class,
                        false,
                        "wants another client certificate may end the connection like this"),
                kind(
                        new SocketException("Connection reset"),
                        ProviderUnavailableException.class,
                        false,
                        "ended the connection: SocketException Connection reset. It may have done what it was asked for"),
                kind(
                        new EOFException(),
                        ProviderUnavailableException.class,
                        false,
                        "gave no whole answer: EOFException"),
                kind(
                        new IllegalStateException("engine is shut down"),
                        ProviderUnavailableException.class,
                        false,
                        "gave no whole answer: IllegalStateException engine is shut down"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachKindHasItsTypeItsSentenceAndSaysWhetherToTryAgain(
            Throwable thrown, Class<? extends ProviderException> type, boolean retryable, String sentence) {
        ProviderException e = failures.exception(thrown, Endpoint.API, ADDRESS);

        assertThat(e)
                .isExactlyInstanceOf(type)
                .hasMessageContaining("Provider 'sales': GigaChat at https://api.example/v1")
                .hasMessageContaining(sentence)
                .hasCause(thrown);
        assertThat(e.retryable()).isEqualTo(retryable);
        assertThat(e.provider()).isEqualTo("sales");
        assertThat(e.status()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachKindIsFoundHoweverDeepTheEngineHasWrappedIt(
            Throwable thrown, Class<? extends ProviderException> type, boolean retryable, String sentence) {
        Throwable wrapped = new ProcessingException("RESTEASY004655", new IOException("wrapped", thrown));

        ProviderException e = failures.exception(wrapped, Endpoint.API, ADDRESS);

        assertThat(e).isExactlyInstanceOf(type).hasMessageContaining(sentence).hasCause(wrapped);
        assertThat(e.retryable()).isEqualTo(retryable);
    }

    @ParameterizedTest
    @EnumSource
    void theSentenceNamesTheSettingOfTheAddress(Endpoint endpoint) {
        String setting = endpoint == Endpoint.OAUTH
                ? "gigachat.sales.auth-url (GIGACHAT_SALES_AUTH_URL)"
                : "gigachat.sales.base-url (GIGACHAT_SALES_BASE_URL)";

        for (Throwable thrown : new Throwable[] {
            new ConnectException("x"),
            new UnknownHostException("x"),
            new SSLException("x"),
            new SocketTimeoutException("Connect timed out")
        }) {
            assertThat(failures.exception(thrown, endpoint, ADDRESS)).hasMessageContaining(setting);
        }
    }

    @Test
    void anUntrustedCertificateNamesTheBundleAndTheCertificateToPutIntoIt() {
        assertThat(failures.exception(new CertPathBuilderException("x"), Endpoint.OAUTH, ADDRESS))
                .hasMessageContaining("Russian Trusted Root CA")
                .hasMessageContaining("gigachat.sales.ca-bundle-file (GIGACHAT_SALES_CA_BUNDLE_FILE)");
    }

    @Test
    void adviceOfAnEngineToSwitchVerificationOffIsNotPassedOn() {
        ProviderException e = failures.exception(
                new IOException("The https URL hostname does not match the Common Name (CN) on the server certificate."
                        + " Make sure it is correct, or to disable this check set the property disableCNCheck"),
                Endpoint.API,
                ADDRESS);

        assertThat(e).hasMessageContaining("does not match").hasMessageNotContaining("disable");
    }

    @Test
    void aSlowAnswerNamesTheTimeout() {
        assertThat(failures.exception(new SocketTimeoutException("Read timed out"), Endpoint.API, ADDRESS))
                .hasMessageContaining("gigachat.sales.timeout (GIGACHAT_SALES_TIMEOUT)");
    }

    /** Quarkus says no more of a server that speaks TLS, nor of one that hangs up. */
    @Test
    void aConnectionWithoutTlsThatWasClosedMayBeOneOfAPortThatWantsTls() {
        IOException closed = new IOException("Connection was closed");

        assertThat(failures.exception(closed, Endpoint.API, URI.create("http://127.0.0.1:1/v1")))
                .hasMessageContaining("A server that speaks TLS may do so, and the address begins with http://");
        assertThat(failures.exception(closed, Endpoint.API, ADDRESS))
                .hasMessageEndingWith("It may have done what it was asked for");
    }

    @Test
    void anExceptionOfOursStaysTheSameHoweverDeepItLies() {
        RateLimitException ours = new RateLimitException("slow down", Failure.of("sales"));
        Throwable wrapped = new ProcessingException("x", new IOException(ours));

        assertThat(failures.exception(wrapped, Endpoint.API, ADDRESS)).isSameAs(ours);
        assertThat(failures.exception(ours, Endpoint.API, ADDRESS)).isSameAs(ours);
    }

    /** The exception of Apache's client when its connection is shut down; that of a late connection is a class below it. */
    @Test
    void nobodyIsInterruptedByAConnectionThatIsClosedOrLate() {
        failures.exception(
                new ProcessingException(new InterruptedIOException("Connection has been shut down")),
                Endpoint.API,
                ADDRESS);
        failures.exception(new ProcessingException(new ConnectTimeoutException()), Endpoint.API, ADDRESS);

        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aChainOfCausesThatBitesItsOwnTailEnds() {
        IOException one = new IOException("one");
        IOException two = new IOException("two", one);
        one.initCause(two);

        assertThat(failures.exception(two, Endpoint.API, ADDRESS))
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("gave no whole answer");
    }

    @Test
    void anAnswerThatBreaksOffIsNotRepeatedButATokenRequestIs() {
        BrokenAnswerException broken = new BrokenAnswerException(new EOFException("half"));

        ProviderException api = failures.exception(broken, Endpoint.API, ADDRESS);
        assertThat(api)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("gave no whole answer: EOFException half. It may have done what")
                .hasCause(broken);
        assertThat(api.retryable()).isFalse();

        ProviderException token = failures.exception(broken, Endpoint.OAUTH, ADDRESS);
        assertThat(token).hasMessageContaining("half. Check gigachat.sales.auth-url");
        assertThat(token.retryable()).isTrue();
        assertThat(failures.exception(new IOException("Error writing to server"), Endpoint.OAUTH, ADDRESS)
                        .retryable())
                .isTrue();
        assertThat(failures.exception(new SocketException("Connection reset"), Endpoint.OAUTH, ADDRESS)
                        .retryable())
                .isTrue();
        assertThat(failures.exception(new IllegalStateException("x"), Endpoint.OAUTH, ADDRESS)
                        .retryable())
                .isFalse();
    }

    @Test
    void anAnswerThatIsNotReadInTimeIsLateAndNotBroken() {
        BrokenAnswerException late = new BrokenAnswerException(new SocketTimeoutException("Read timed out"));

        assertThat(failures.exception(late, Endpoint.API, ADDRESS)).isExactlyInstanceOf(ProviderTimeoutException.class);
    }

    @Test
    void aLongOrBrokenMessageOfAnEngineIsShortenedToOneLine() {
        ProviderException e =
                failures.exception(new IOException("line\nfeed\u0000 " + "x".repeat(1000)), Endpoint.API, ADDRESS);

        assertThat(e.getMessage())
                .contains("IOException line feed x")
                .doesNotContain("x".repeat(301))
                .contains("x…. It may have done");
        assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void aSecretInTheMessageOfAnEngineIsMasked() {
        assertThat(failures.exception(
                        new IllegalArgumentException("invalid header value: Bearer secret-token"),
                        Endpoint.API,
                        ADDRESS))
                .hasMessageContaining("invalid header value: Bearer ***");
    }

    @Test
    void whoWasInterruptedStaysInterruptedThoughTheEngineHasTakenTheFlag() {
        failures.exception(new ProcessingException(new InterruptedException()), Endpoint.API, ADDRESS);
        assertThat(Thread.interrupted()).isTrue();
        failures.exception(new ProcessingException(new InterruptedIOException()), Endpoint.API, ADDRESS);
        assertThat(Thread.interrupted()).isTrue();
        failures.exception(new ProcessingException(new SocketTimeoutException()), Endpoint.API, ADDRESS);
        assertThat(Thread.interrupted()).isFalse();
    }

    private static Arguments kind(
            Throwable thrown, Class<? extends ProviderException> type, boolean retryable, String sentence) {
        return Arguments.of(thrown, type, retryable, sentence);
    }

    /** Has the simple name of Apache's. */
    private static final class ConnectTimeoutException extends InterruptedIOException {
        private static final long serialVersionUID = 1L;
    }

    /** Has the simple name of Vert.x's. */
    private static final class NoStackTraceTimeoutException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Has the simple name of Apache's. */
    private static final class NoHttpResponseException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
