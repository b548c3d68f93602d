package io.github.llmbeans.gigachat.internal.error;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** A server's certificate was refused; says whose it was and who signed it. */
public final class UntrustedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1L;

    /**
     * Told by the trust manager.
     *
     * @param own the server's certificate
     * @param last the last one of the chain that it sent
     * @param cause why it was refused
     */
    public UntrustedCertificateException(X509Certificate own, X509Certificate last, CertificateException cause) {
        super(detail(own, last), cause);
    }

    private static String detail(X509Certificate own, X509Certificate last) {
        String subject = own.getSubjectX500Principal().getName();
        String issuer = last.getIssuerX500Principal().getName();
        return own.getSubjectX500Principal().equals(own.getIssuerX500Principal())
                ? "it is self-signed, by '" + subject + "'"
                : "it is that of '" + subject + "', and its chain ends at '" + issuer + "'";
    }
}
