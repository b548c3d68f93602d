package io.github.llmbeans.tck.run;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.ProviderUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ways to the server, and to where there is none. */
abstract class ServerAddresses extends ServerScripts {
    private @Nullable SocketChannel unheard;

    ServerAddresses(ProviderUnderTest subject, Set<Need> needs, ServerPool servers, double timeFactor) {
        super(subject, needs, servers, timeFactor);
    }

    /**
     * Where the server is.
     *
     * @param tls over HTTPS, with a certificate that only a provider trusts which was told so
     * @return the address for {@link ProviderConfig#baseUrl()}
     */
    public URI address(boolean tls) {
        require(Need.HTTP);
        return wire().address(tls);
    }

    /**
     * Where nobody listens, and nobody will until the check ends.
     *
     * @return an address for {@link ProviderConfig#baseUrl()} or {@link ProviderConfig#authUrl()}
     */
    public URI nowhere() {
        require(Need.HTTP);
        try {
            if (unheard == null) {
                // Bound, so that nobody else takes the port, but not listening.
                unheard = SocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            }
            return URI.create("http://127.0.0.1:" + ((InetSocketAddress) unheard.getLocalAddress()).getPort() + "/v1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A way to the server that can be held or cut in the middle of an answer; closed when the check ends.
     *
     * @return for {@link ProviderConfigBuilder#baseUrl}
     */
    public Line line() {
        require(Need.HTTP);
        return wire().line(time());
    }

    @Override
    public void close() {
        super.close();
        try {
            if (unheard != null) {
                unheard.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
