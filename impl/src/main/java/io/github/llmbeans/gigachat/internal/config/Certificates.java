package io.github.llmbeans.gigachat.internal.config;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads certificates from PEM, or from the binary form of one. */
final class Certificates {
    /** A bundle of all public CAs is a fifth of this. */
    static final int MAX_BYTES = 1024 * 1024;

    private Certificates() {}

    /**
     * All certificates of a file, in their order.
     *
     * @throws IllegalArgumentException if one cannot be read, or there is none
     */
    static List<X509Certificate> read(SettingFile file, byte[] text) {
        try {
            List<X509Certificate> found = new ArrayList<>();
            List<PemBlock> blocks = PemBlock.all(text).stream()
                    .filter(block -> block.label().endsWith("CERTIFICATE"))
                    .toList();
            for (PemBlock block : blocks) {
                byte[] content = block.content();
                if (content == null) {
                    throw new CertificateException("no Base64");
                }
                found.add(one(content));
            }
            if (blocks.isEmpty() && text.length > 0 && text[0] == 0x30) {
                found.add(one(text));
            }
            if (found.isEmpty()) {
                throw file.fault("it holds no certificate", null);
            }
            return List.copyOf(found);
        } catch (CertificateException e) {
            throw file.fault("a certificate in it is damaged (CertificateException)", e);
        }
    }

    private static X509Certificate one(byte[] content) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content));
    }
}
