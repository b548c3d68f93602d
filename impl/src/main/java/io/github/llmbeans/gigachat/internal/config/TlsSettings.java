package io.github.llmbeans.gigachat.internal.config;

import io.github.llmbeans.gigachat.internal.error.SettingNames;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whom the provider trusts and who it is, for both of its clients.
 *
 * @param caBundle certificates to trust beside the JVM's own, or {@code null}
 * @param certFile the client certificate with its chain, or {@code null}
 * @param keyFile the key of that, or {@code null}
 * @param keyFilePassword the password of the key, or {@code null}
 * @param passwordSetting how a message calls that setting
 * @param verify whether servers are verified at all
 */
record TlsSettings(
        @Nullable SettingFile caBundle,
        @Nullable SettingFile certFile,
        @Nullable SettingFile keyFile,
        @Nullable String keyFilePassword,
        String passwordSetting,
        boolean verify) {

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if they do not go together; the message names them
     */
    static TlsSettings read(Function<String, @Nullable String> option, SettingReader reader, SettingNames names) {
        Values values = new Values(option, reader);
        boolean verify = values.flag(Setting.VERIFY_SSL_CERTS, true);
        if (values.flag(Setting.PRODUCTION, false)) {
            refuse(!verify, Setting.VERIFY_SSL_CERTS, "false", "certificates are always verified", names);
            boolean plain = values.flag(Setting.ALLOW_PLAIN_HTTP, false);
            refuse(plain, Setting.ALLOW_PLAIN_HTTP, "true", "nothing travels unencrypted", names);
        }
        String pem = "a readable PEM file with ";
        SettingFile certFile =
                file(option, Setting.CERT_FILE, pem + "the client's certificate and its chain", false, names);
        SettingFile keyFile = file(option, Setting.KEY_FILE, pem + "the client's private key", true, names);
        String password = option.apply(Setting.KEY_FILE_PASSWORD);
        if (certFile == null && (keyFile != null || password != null)) {
            throw new IllegalArgumentException(
                    names.of(keyFile != null ? Setting.KEY_FILE : Setting.KEY_FILE_PASSWORD) + " is set without "
                            + names.of(Setting.CERT_FILE) + ": "
                            + (keyFile != null ? "a client certificate takes both" : "there is no key to decrypt"));
        }
        if (certFile != null && keyFile == null) {
            keyFile = new SettingFile(
                    certFile.path(),
                    certFile.setting(),
                    certFile.wanted() + ", and its key unless " + names.of(Setting.KEY_FILE) + " names that",
                    false);
        }
        return new TlsSettings(
                file(option, Setting.CA_BUNDLE_FILE, pem + "certificates", false, names),
                certFile,
                keyFile,
                password,
                names.of(Setting.KEY_FILE_PASSWORD),
                verify);
    }

    private static @Nullable SettingFile file(
            Function<String, @Nullable String> option,
            String setting,
            String wanted,
            boolean secret,
            SettingNames names) {
        String path = option.apply(setting);
        return path == null ? null : SettingFile.of(path, names.of(setting), wanted, secret);
    }

    private static void refuse(boolean weakened, String setting, String value, String promise, SettingNames names) {
        if (weakened) {
            throw new IllegalArgumentException(names.of(setting) + " must not be " + value + " while "
                    + names.of(Setting.PRODUCTION) + " is true: in production " + promise);
        }
    }

    @Override
    public String toString() {
        return "TlsSettings[caBundle=" + caBundle + ", certFile=" + certFile + ", verify=" + verify + "]";
    }
}
