package io.github.llmbeans.gigachat.internal.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the two clients of a provider speak TLS. Compared by identity: what was read anew is another one.
 */
public final class Tls {
    private final TlsMaterial api;
    private final TlsMaterial oauth;

    private Tls(TlsMaterial api, TlsMaterial oauth) {
        this.api = api;
        this.oauth = oauth;
    }

    static Tls read(GigaChatSettings settings, @Nullable ClassLoader loader) {
        for (String configKey : List.of(Setting.COMPLETIONS_KEY, Setting.OAUTH_KEY)) {
            if (settings.mpRest(configKey, Setting.HOSTNAME_VERIFIER) != null) {
                throw new IllegalArgumentException(Setting.mpRest(configKey, Setting.HOSTNAME_VERIFIER)
                        + " is not supported, since it could switch the verification of host names off unnoticed:"
                        + " use a host name that the server's certificate has");
            }
        }
        return new Tls(
                TlsMaterial.read(settings, Setting.COMPLETIONS_KEY, loader),
                TlsMaterial.read(settings, Setting.OAUTH_KEY, loader));
    }

    /** The files that it is read from. */
    static List<Path> files(GigaChatSettings settings) {
        TlsSettings tls = settings.tls();
        Stream<@Nullable Path> pem =
                Stream.of(tls.caBundle(), tls.certFile(), tls.keyFile()).map(file -> file == null ? null : file.path());
        Stream<@Nullable Path> stores = Stream.of(Setting.COMPLETIONS_KEY, Setting.OAUTH_KEY)
                .flatMap(configKey ->
                        Stream.of(StoreFile.trust(settings, configKey), StoreFile.keys(settings, configKey)))
                .map(store -> store == null ? null : store.file());
        return Stream.concat(pem, stores).filter(Objects::nonNull).distinct().toList();
    }

    /** For the API. */
    public TlsMaterial api() {
        return api;
    }

    /** For the token endpoint. */
    public TlsMaterial oauth() {
        return oauth;
    }
}
