package io.github.llmbeans.gigachat.internal.config;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust and what to show, as stores: for a REST client that takes nothing else. They are made only for who wants
 * them. Its texts hold no secret.
 */
public final class TlsStores {
    private @Nullable KeyStore trusted;
    private @Nullable ClientIdentity identity;
    private @Nullable KeyStore keys;
    private String password = "";

    TlsStores() {}

    void trust(KeyStore store) {
        trusted = store;
    }

    void show(KeyStore store, char @Nullable [] itsPassword) {
        keys = store;
        password = itsPassword == null ? "" : new String(itsPassword);
    }

    void show(ClientIdentity its) {
        identity = its;
    }

    /** Hands over what there is. */
    public void apply(Consumer<KeyStore> trust, BiConsumer<KeyStore, String> show) {
        try {
            if (trusted != null) {
                trust.accept(copied(trusted));
            }
            if (identity != null) {
                // The store never leaves the memory; those who read it want it to have a password.
                String forReaders = UUID.randomUUID().toString();
                show.accept(holding(identity, forReaders), forReaders);
            } else if (keys != null) {
                show.accept(keys, password);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot hold keys and certificates", e);
        }
    }

    /** In the form that is read fastest: whoever takes stores reads them for each connection. */
    private static KeyStore copied(KeyStore store) throws IOException, GeneralSecurityException {
        KeyStore copy = empty("JKS");
        for (String alias : Collections.list(store.aliases())) {
            copy.setCertificateEntry(alias, store.getCertificate(alias));
        }
        return copy;
    }

    private static KeyStore holding(ClientIdentity identity, String password)
            throws IOException, GeneralSecurityException {
        KeyStore store = empty("PKCS12");
        identity.into(store, password.toCharArray());
        return store;
    }

    private static KeyStore empty(String type) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        return store;
    }
}
