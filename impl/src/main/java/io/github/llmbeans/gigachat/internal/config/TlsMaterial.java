package io.github.llmbeans.gigachat.internal.config;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Collections;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How one client speaks TLS.
 *
 * @param context its context, or {@code null} for the JVM's or the server's own
 * @param verified whether it verifies servers
 * @param stores the same for those who take no context; what is not verified is not in them
 */
public record TlsMaterial(@Nullable SSLContext context, boolean verified, TlsStores stores) {

    /**
     * Reads what the settings name.
     *
     * @throws IllegalArgumentException if something cannot be read; the message names the setting
     */
    static TlsMaterial read(GigaChatSettings settings, String configKey, @Nullable ClassLoader loader) {
        TlsSettings tls = settings.tls();
        TlsStores stores = new TlsStores();
        TrustManager @Nullable [] trust = trust(tls, StoreFile.trust(settings, configKey), loader, stores);
        KeyManager @Nullable [] keys = keys(tls, StoreFile.keys(settings, configKey), loader, stores);
        if (trust == null && keys == null) {
            return new TlsMaterial(null, true, stores);
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return new TlsMaterial(context, tls.verify(), stores);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    private static TrustManager @Nullable [] trust(
            TlsSettings tls, @Nullable StoreFile store, @Nullable ClassLoader loader, TlsStores stores) {
        KeyStore stored = store == null ? null : store.load(loader);
        if (store != null && stored != null && size(stored) == 0) {
            throw store.fault("with certificates", "it holds none", null);
        }
        if (!tls.verify()) {
            return new TrustManager[] {new Unchecked()};
        }
        if (tls.caBundle() == null && stored == null) {
            return null;
        }
        KeyStore trusted = TrustMaterial.of(stored, tls.caBundle());
        stores.trust(trusted);
        return new TrustManager[] {TrustMaterial.manager(trusted)};
    }

    private static int size(KeyStore store) {
        try {
            return store.size();
        } catch (KeyStoreException e) {
            throw new IllegalStateException("A store that was read", e);
        }
    }

    private static KeyManager @Nullable [] keys(
            TlsSettings tls, @Nullable StoreFile store, @Nullable ClassLoader loader, TlsStores stores) {
        SettingFile certFile = tls.certFile();
        if (store == null) {
            if (certFile == null) {
                return null;
            }
            ClientIdentity identity = ClientIdentity.read(tls);
            stores.show(identity);
            return new KeyManager[] {identity};
        }
        if (certFile != null) {
            throw new IllegalArgumentException(
                    certFile.setting() + " and " + store.key() + " are both set: keep one of them");
        }
        try {
            KeyStore keyStore = store.load(loader);
            boolean hasKey = false;
            for (String alias : Collections.list(keyStore.aliases())) {
                hasKey |= keyStore.isKeyEntry(alias);
            }
            if (!hasKey) {
                throw store.fault("with a private key", "it holds none", null);
            }
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keyStore, store.password());
            stores.show(keyStore, store.password());
            return factory.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw store.fault(
                    "whose keys can be read with its password", e.getClass().getSimpleName(), e);
        }
    }
}
