package io.github.llmbeans.tck.server;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The key pair that every fake server shows over HTTPS. It protects nothing: its key is public. */
final class Certificates {

    static final String KEYSTORE = "io/github/llmbeans/tck/server/loopback.p12";
    static final String PASSWORD = "loopback";
    private static final String ALIAS = "loopback";
    private static final int PEM_LINE = 64;

    private Certificates() {}

    static X509Certificate certificate() {
        try {
            return (X509Certificate) store().getCertificate(ALIAS);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the certificate of the fake server cannot be read", e);
        }
    }

    static SSLContext context() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store(), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the key of the fake server cannot be used", e);
        }
    }

    private static KeyStore store() throws IOException, GeneralSecurityException {
        try (InputStream in = Certificates.class.getClassLoader().getResourceAsStream(KEYSTORE)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        }
    }

    static String pem() {
        try {
            byte[] encoded = certificate().getEncoded();
            String lines = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(encoded);
            return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("the certificate of the fake server cannot be written", e);
        }
    }
}
