package io.github.llmbeans.tck.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.TlsUnderTest;
import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.Socketed;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.requirements.Requirements;
import io.github.llmbeans.tck.settings.RunConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract over HTTPS, for those who say how the kit's server is trusted. */
class OverTlsTest {
    private static final Requirements CONTRACT = Requirements.load();

    @TempDir
    Path folder;

    private RunSettings overTls() {
        Properties given = new Properties();
        given.setProperty("llmbeans.tck.tls", "true");
        return RunConfiguration.of(given, folder).settings();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GEN-ANSWER-EXACT",
                "AUT-TOKEN-SENT",
                "SEC-TLS-VERIFIED",
                "SEC-HEADER-INJECTION",
                "STR-CANCEL",
                "STR-CUT"
            })
    void theReferenceIsCheckedOverHttps(String id) {
        Secured subject = new Secured();
        try (Runner runner = new Runner(subject, overTls())) {
            Result result = runner.run(CONTRACT.find(id).orElseThrow());

            assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.PASS);
        }
        assertThat(subject.schemes).containsExactly("https");
    }

    @Test
    void whoSaysNotHowItIsTrustedIsTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Runner(new Reference(), overTls()))
                .withMessageStartingWith("llmbeans.tck.tls must be false")
                .withMessageContaining(Reference.class.getName())
                .withMessageContaining("TlsUnderTest");
    }

    @Test
    void aProviderThatDoesNotTrustTheServerIsToldBeforeAnythingIsChecked() {
        Secured deaf = new Secured() {
            @Override
            public ProviderConfigBuilder trusting(ProviderConfigBuilder config, Path certificate) {
                return config;
            }
        };
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Runner(deaf, overTls()))
                .withMessageContaining("does create(config) use config.baseUrl()")
                .withMessageContaining("trusting(...) make it trust the certificate? It has thrown ")
                .withCauseInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void theCertificateIsGoneWhenTheRunHasEnded() {
        Secured subject = new Secured();
        try (Runner runner = new Runner(subject, overTls())) {
            runner.run(CONTRACT.find("GEN-ANSWER-EXACT").orElseThrow());
            assertThat(subject.certificates).allMatch(file -> Files.exists(Path.of(file)));
        }
        assertThat(subject.certificates).hasSize(1).noneMatch(file -> Files.exists(Path.of(file)));
    }

    private static class Secured extends Reference implements TlsUnderTest {
        private static final String CERTIFICATE = "certificate";

        final Set<String> schemes = new ConcurrentSkipListSet<>();
        final Set<String> certificates = new ConcurrentSkipListSet<>();

        @Override
        public ProviderConfigBuilder trusting(ProviderConfigBuilder config, Path certificate) {
            certificates.add(certificate.toString());
            return config.option(CERTIFICATE, certificate.toString());
        }

        @Override
        public BaseProvider create(ProviderConfig config, Clock clock) {
            return new ReferenceProvider(config, clock) {
                {
                    String certificate = config.options().get(CERTIFICATE);
                    if (certificate != null) {
                        schemes.add(config.baseUrl().getScheme());
                        http = trusting(Path.of(certificate));
                    }
                }
            };
        }

        private static Socketed trusting(Path certificate) {
            SSLSocketFactory factory = factory(certificate);
            return new Socketed() {
                @Override
                protected SSLSocketFactory trusting() {
                    return factory;
                }
            };
        }

        private static SSLSocketFactory factory(Path certificate) {
            try (InputStream pem = Files.newInputStream(certificate)) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setCertificateEntry(
                        CERTIFICATE, CertificateFactory.getInstance("X.509").generateCertificate(pem));
                TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(store);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, trust.getTrustManagers(), null);
                return context.getSocketFactory();
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
