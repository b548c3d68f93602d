package io.github.llmbeans.tck;

import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.tck.settings.Setting;
import java.nio.file.Path;

/**
 * What the author of a provider implements besides, so that the whole contract can be checked over HTTPS, as the provider is
 * used in production; see {@link Setting#TLS}. Connections under TLS are other code than plain ones in most HTTP clients, when
 * they are closed in the middle of an answer above all.
 */
public interface TlsUnderTest {

    /**
     * Makes the provider trust one more certificate. Called from several threads.
     *
     * @param config of the provider, to be changed
     * @param certificate a PEM file with the certificate of the kit's server, which is there until the run ends
     * @return the same builder
     */
    ProviderConfigBuilder trusting(ProviderConfigBuilder config, Path certificate);
}
