package io.github.llmbeans.gigachat.internal.config;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The JVM's own trust, or a trust store in its place, plus the certificates of a PEM file; verification stays on. */
final class TrustMaterial {
    private TrustMaterial() {}

    /**
     * Puts together what is trusted.
     *
     * @param store in place of the JVM's own trust, or {@code null}
     * @param bundle what to add, or {@code null}
     * @throws IllegalArgumentException if the file cannot be read or holds no certificate; the message names the setting
     */
    static KeyStore of(@Nullable KeyStore store, @Nullable SettingFile bundle) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            int number = 0;
            if (bundle != null) {
                for (X509Certificate certificate : Certificates.read(bundle, bundle.read(Certificates.MAX_BYTES))) {
                    trusted.setCertificateEntry("bundle-" + number++, certificate);
                }
            }
            for (X509Certificate certificate : issuers(store)) {
                trusted.setCertificateEntry("other-" + number++, certificate);
            }
            return trusted;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot hold certificates", e);
        }
    }

    /** Checks by the JDK's rules. */
    static TrustManager manager(KeyStore trusted) {
        try {
            X509TrustManager manager = jdk(trusted);
            return manager instanceof X509ExtendedTrustManager extended ? new CheckedTrust(extended) : manager;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot check certificates", e);
        }
    }

    private static X509Certificate[] issuers(@Nullable KeyStore store) throws GeneralSecurityException {
        return jdk(store).getAcceptedIssuers();
    }

    private static X509TrustManager jdk(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no trust manager for certificates");
    }
}
