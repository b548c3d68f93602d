package io.github.llmbeans.gigachat.internal.config;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * One client certificate with its chain and key. It is shown to every server that asks for one, whichever issuers that
 * names: whether it will do is for the server to say. Immutable.
 */
final class ClientIdentity extends X509ExtendedKeyManager {
    private static final String ALIAS = "client";

    private final X509Certificate[] chain;
    private final PrivateKey key;

    private ClientIdentity(List<X509Certificate> chain, PrivateKey key) {
        this.chain = chain.toArray(new X509Certificate[0]);
        this.key = key;
    }

    /**
     * Reads both files.
     *
     * @throws IllegalArgumentException if one cannot be read, or they do not belong together
     */
    static ClientIdentity read(TlsSettings settings) {
        SettingFile certFile = settings.certFile();
        SettingFile keyFile = settings.keyFile();
        if (certFile == null || keyFile == null) {
            throw new IllegalStateException("no client certificate is set");
        }
        List<X509Certificate> chain = Certificates.read(certFile, certFile.read(Certificates.MAX_BYTES));
        PrivateKey key = PrivateKeys.read(
                keyFile, keyFile.read(Certificates.MAX_BYTES), settings.keyFilePassword(), settings.passwordSetting());
        if (!belongTogether(chain.get(0), key)) {
            throw keyFile.fault("its key does not belong to the first certificate of " + certFile.setting(), null);
        }
        return new ClientIdentity(chain, key);
    }

    /** The same as the only entry of a store. */
    void into(KeyStore store, char[] password) throws KeyStoreException {
        store.setKeyEntry(ALIAS, key, password, chain);
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(certificate.getEncoded());
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(certificate.getEncoded());
            return signature.verify(signed);
        } catch (GeneralSecurityException anotherKindOfKey) {
            return false;
        }
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chosen(keyTypes);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return chosen(keyTypes);
    }

    private @Nullable String chosen(String[] keyTypes) {
        return Stream.of(keyTypes).anyMatch(this::fits) ? ALIAS : null;
    }

    private boolean fits(String keyType) {
        return keyType.equals(key.getAlgorithm()) || keyType.startsWith(key.getAlgorithm() + "_");
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return fits(keyType) ? new String[] {ALIAS} : null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return ALIAS.equals(alias) ? chain.clone() : null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return ALIAS.equals(alias) ? key : null;
    }
}
