package io.github.llmbeans.tck.server;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

/** The key pair that every fake server shows over HTTPS. It protects nothing: its key is public. */
final class Certificates {

    static final String KEYSTORE = "io/github/llmbeans/tck/server/loopback.p12";
    static final String PASSWORD = "loopback";
    private static final String ALIAS = "loopback";

    private Certificates() {}

    static X509Certificate certificate() {
        try (InputStream in = Certificates.class.getClassLoader().getResourceAsStream(KEYSTORE)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return (X509Certificate) store.getCertificate(ALIAS);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the certificate of the fake server cannot be read", e);
        }
    }
}
