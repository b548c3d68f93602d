package io.github.llmbeans.gigachat.internal.config;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Reads a private key from PEM: PKCS#8, plain or encrypted. Other forms are told with the command that converts them. */
final class PrivateKeys {
    private static final String PLAIN = "PRIVATE KEY";
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    private static final Set<String> OLD =
            Set.of("RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY", "OPENSSH PRIVATE KEY");
    private static final String CONVERT = "openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem";

    private PrivateKeys() {}

    /**
     * The one key of a file.
     *
     * @param passwordSetting how the setting of the password is called
     * @throws IllegalArgumentException if there is none, it has another form or cannot be decrypted
     */
    static PrivateKey read(SettingFile file, byte[] text, @Nullable String password, String passwordSetting) {
        List<PemBlock> keys = PemBlock.all(text).stream()
                .filter(block -> block.label().endsWith(PLAIN))
                .toList();
        if (keys.size() != 1) {
            throw file.fault("it holds " + (keys.isEmpty() ? "no private key" : "several private keys"), null);
        }
        PemBlock block = keys.get(0);
        if (OLD.contains(block.label())) {
            throw file.fault(
                    "its form is \"" + block.label() + "\" and must be PKCS#8; convert it with " + CONVERT
                            + " (and -nocrypt in place of -v2 aes-256-cbc for one that is not encrypted)",
                    null);
        }
        byte[] content = block.content();
        if (content == null) {
            throw file.fault("its private key is damaged", null);
        }
        if (block.label().equals(ENCRYPTED)) {
            if (password == null) {
                throw file.fault("its key is encrypted, and " + passwordSetting + " is not set", null);
            }
            if (password.chars().anyMatch(c -> c > 0x7e)) {
                throw file.fault("its key is encrypted, and " + passwordSetting + " must be ASCII", null);
            }
            return key(file, decrypted(file, content, password, passwordSetting));
        }
        if (!block.label().equals(PLAIN)) {
            throw file.fault("its form is not known and must be PKCS#8", null);
        }
        return key(file, new PKCS8EncodedKeySpec(content));
    }

    private static PKCS8EncodedKeySpec decrypted(
            SettingFile file, byte[] content, String password, String passwordSetting) {
        PBEKeySpec secret = new PBEKeySpec(password.toCharArray());
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(content);
            // Only its parameters know what PBES2 stands for.
            String algorithm =
                    info.getAlgName().startsWith("PBES2") || info.getAlgName().equals("1.2.840.113549.1.5.13")
                            ? info.getAlgParameters().toString()
                            : info.getAlgName();
            Key key = SecretKeyFactory.getInstance(algorithm).generateSecret(secret);
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (NoSuchAlgorithmException | IOException e) {
            throw file.fault(
                    "its key is encrypted in a way that this Java does not know; encrypt it with " + CONVERT, e);
        } catch (GeneralSecurityException e) {
            throw file.fault("its key cannot be decrypted with " + passwordSetting, e);
        } finally {
            secret.clearPassword();
        }
    }

    private static PrivateKey key(SettingFile file, PKCS8EncodedKeySpec spec) {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException another) {
                continue;
            } catch (GeneralSecurityException e) {
                throw file.fault("its key cannot be read", e);
            }
        }
        throw file.fault("its private key is damaged, or neither RSA nor EC", null);
    }
}
