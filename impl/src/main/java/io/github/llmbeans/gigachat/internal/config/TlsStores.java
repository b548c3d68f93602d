package io.github.llmbeans.gigachat.internal.config;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whom to trust and what to show, as stores: for a REST client that takes nothing else. Its texts hold no secret. */
public final class TlsStores {
    private @Nullable KeyStore trusted;
    private @Nullable KeyStore keys;
    private String password = "";

    TlsStores() {}

    /** In the form that is read fastest: whoever takes stores reads them for each connection. */
    void trust(KeyStore store) {
        try {
            KeyStore copy = KeyStore.getInstance("JKS");
            copy.load(null, null);
            for (String alias : Collections.list(store.aliases())) {
                copy.setCertificateEntry(alias, store.getCertificate(alias));
            }
            trusted = copy;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot hold certificates", e);
        }
    }

    void show(KeyStore store, char @Nullable [] itsPassword) {
        keys = store;
        password = itsPassword == null ? "" : new String(itsPassword);
    }

    void show(ClientIdentity identity) {
        // The store never leaves the memory; those who read it want it to have a password.
        password = UUID.randomUUID().toString();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            identity.into(store, password.toCharArray());
            keys = store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot hold keys", e);
        }
    }

    /** Hands over what there is. */
    public void apply(Consumer<KeyStore> trust, BiConsumer<KeyStore, String> show) {
        if (trusted != null) {
            trust.accept(trusted);
        }
        if (keys != null) {
            show.accept(keys, password);
        }
    }
}
