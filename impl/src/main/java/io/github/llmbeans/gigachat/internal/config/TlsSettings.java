package io.github.llmbeans.gigachat.internal.config;

import io.github.llmbeans.gigachat.internal.error.SettingNames;
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

    /** Reads them; a mistake is noted by its name. */
    static TlsSettings read(Values values, SettingNames names) {
        boolean verify = values.flag(Setting.VERIFY_SSL_CERTS, true);
        if (values.flag(Setting.PRODUCTION, false)) {
            boolean plain = values.flag(Setting.ALLOW_PLAIN_HTTP, false);
            Mistakes mistakes = values.mistakes();
            mistakes.check(() ->
                    refuse(!verify, Setting.VERIFY_SSL_CERTS, "false", "certificates are always verified", names));
            mistakes.check(() -> refuse(plain, Setting.ALLOW_PLAIN_HTTP, "true", "nothing travels unencrypted", names));
        }
        String pem = "a readable PEM file with ";
        SettingFile certFile =
                file(values, Setting.CERT_FILE, pem + "the client's certificate and its chain", false, names);
        SettingFile keyFile = file(values, Setting.KEY_FILE, pem + "the client's private key", true, names);
        String password = values.option().apply(Setting.KEY_FILE_PASSWORD);
        if (values.option().apply(Setting.CERT_FILE) == null && (keyFile != null || password != null)) {
            values.mistakes()
                    .add(names.of(keyFile != null ? Setting.KEY_FILE : Setting.KEY_FILE_PASSWORD) + " is set without "
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
                file(values, Setting.CA_BUNDLE_FILE, pem + "certificates", false, names),
                certFile,
                keyFile,
                password,
                names.of(Setting.KEY_FILE_PASSWORD),
                verify);
    }

    private static @Nullable SettingFile file(
            Values values, String setting, String wanted, boolean secret, SettingNames names) {
        String path = values.option().apply(setting);
        return path == null
                ? null
                : values.mistakes()
                        .<@Nullable SettingFile>or(null, () -> SettingFile.of(path, names.of(setting), wanted, secret));
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
