package io.github.llmbeans.sample.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses bodies of more than {@code sample.max-body-bytes} bytes (1 MiB unless configured) with 413. */
@Provider
@ApplicationScoped
public class BodyLimit implements ContainerRequestFilter {
    @Inject
    @ConfigProperty(name = "sample.max-body-bytes", defaultValue = "1048576")
    long limit;

    @Override
    public void filter(ContainerRequestContext request) {
        request.setEntityStream(limited(request.getEntityStream(), request.getLength()));
    }

    /**
     * The same body, but not more of it than is accepted.
     *
     * @param body what the caller sends
     * @param length how long the caller says it is, or less than 0
     * @return a body whose reading fails once it is too long
     * @throws TooLargeException if it says that it is too long
     */
    public InputStream limited(InputStream body, long length) {
        if (length > limit) {
            throw tooLarge();
        }
        return new Limited(body);
    }

    private TooLargeException tooLarge() {
        return new TooLargeException("The body must have at most " + limit + " bytes");
    }

    /** Counts, for bodies that do not say how long they are. */
    private final class Limited extends FilterInputStream {
        private long left = limit;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(read);
            return read;
        }

        private void count(int read) {
            left -= Math.max(read, 0);
            if (left < 0) {
                throw tooLarge();
            }
        }
    }
}
