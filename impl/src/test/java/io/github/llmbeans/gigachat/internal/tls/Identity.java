package io.github.llmbeans.gigachat.internal.tls;

import static io.github.llmbeans.gigachat.internal.tls.Der.bits;
import static io.github.llmbeans.gigachat.internal.tls.Der.integer;
import static io.github.llmbeans.gigachat.internal.tls.Der.oid;
import static io.github.llmbeans.gigachat.internal.tls.Der.sequence;
import static io.github.llmbeans.gigachat.internal.tls.Der.tagged;
import static io.github.llmbeans.gigachat.internal.tls.Der.time;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** A private key with its certificate and those that signed it, made while the test runs. Immutable. */
public record Identity(PrivateKey key, List<X509Certificate> chain) {
    static final Duration DAY = Duration.ofDays(1);
    private static final AtomicLong SERIAL = new AtomicLong(System.currentTimeMillis());

    /** A CA of its own. */
    public static Identity root(String name) {
        return made(
                null, name, "EC", true, Instant.now().minus(DAY), Instant.now().plus(DAY));
    }

    /** A server that nobody vouches for. */
    public static Identity selfSigned(String name, String... hosts) {
        return made(
                null, name, "EC", false, Instant.now().minus(DAY), Instant.now().plus(DAY), hosts);
    }

    /** A CA signed by this one. */
    public Identity sub(String name) {
        return made(
                this, name, "EC", true, Instant.now().minus(DAY), Instant.now().plus(DAY));
    }

    /** A server or a client signed by this CA. */
    public Identity signed(String name, String... hosts) {
        return made(
                this, name, "EC", false, Instant.now().minus(DAY), Instant.now().plus(DAY), hosts);
    }

    public Identity signedWithRsaKey(String name, String... hosts) {
        return made(
                this,
                name,
                "RSA",
                false,
                Instant.now().minus(DAY),
                Instant.now().plus(DAY),
                hosts);
    }

    public Identity signedFor(Instant from, Instant until, String name, String... hosts) {
        return made(this, name, "EC", false, from, until, hosts);
    }

    /** Its own certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The certificates, its own first, without the root. */
    public String chainPem() {
        List<X509Certificate> shown = chain.size() == 1 ? chain : chain.subList(0, chain.size() - 1);
        return shown.stream().map(Identity::pem).collect(Collectors.joining());
    }

    public String certificatePem() {
        return pem(certificate());
    }

    /** The key as PKCS#8, not encrypted. */
    public String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** The key as encrypted PKCS#8. */
    public String encryptedKeyPem(String algorithm, String password) {
        try {
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())));
            byte[] encrypted = cipher.doFinal(key.getEncoded());
            byte[] pbes2 = sequence(
                    oid("1.2.840.113549.1.5.13"), cipher.getParameters().getEncoded());
            return pem("ENCRYPTED PRIVATE KEY", sequence(pbes2, tagged(0x04, encrypted)));
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    public static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + label
                + "-----\n";
    }

    private static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Identity made(
            @Nullable Identity issuer,
            String name,
            String algorithm,
            boolean ca,
            Instant from,
            Instant until,
            String... hosts) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
            KeyPair keys = generator.generateKeyPair();
            PrivateKey signer = issuer == null ? keys.getPrivate() : issuer.key;
            X500Principal subject = new X500Principal(name);
            X500Principal signedBy =
                    issuer == null ? subject : issuer.certificate().getSubjectX500Principal();
            boolean rsa = signer.getAlgorithm().equals("RSA");
            byte[] how =
                    rsa ? sequence(oid("1.2.840.113549.1.1.11"), tagged(0x05)) : sequence(oid("1.2.840.10045.4.3.2"));
            byte[] content = sequence(
                    tagged(0xa0, integer(2)),
                    integer(SERIAL.incrementAndGet()),
                    how,
                    signedBy.getEncoded(),
                    sequence(time(from), time(until)),
                    subject.getEncoded(),
                    keys.getPublic().getEncoded(),
                    tagged(0xa3, extensions(ca, hosts)));
            Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(signer);
            signature.update(content);
            byte[] whole = sequence(content, how, bits(signature.sign()));
            List<X509Certificate> chain = new ArrayList<>();
            chain.add((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole)));
            if (issuer != null) {
                chain.addAll(issuer.chain);
            }
            return new Identity(keys.getPrivate(), List.copyOf(chain));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] extensions(boolean ca, String... hosts) {
        byte[] yes = tagged(0x01, new byte[] {(byte) 0xff});
        byte[] basic = sequence(oid("2.5.29.19"), yes, tagged(0x04, ca ? sequence(yes) : sequence()));
        if (hosts.length == 0) {
            return sequence(basic);
        }
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        for (String host : hosts) {
            names.writeBytes(
                    host.matches("[0-9.]+")
                            ? tagged(0x87, address(host))
                            : tagged(0x82, host.getBytes(StandardCharsets.US_ASCII)));
        }
        return sequence(basic, sequence(oid("2.5.29.17"), tagged(0x04, sequence(names.toByteArray()))));
    }

    private static byte[] address(String host) {
        try {
            return InetAddress.getByName(host).getAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        return "Identity[" + certificate().getSubjectX500Principal() + "]";
    }
}
