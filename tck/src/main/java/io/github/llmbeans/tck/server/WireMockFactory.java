package io.github.llmbeans.tck.server;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/** Builds the WireMock server behind a fake server: loopback only, HTTP/1.1, no files, no journal, no output. */
final class WireMockFactory {

    /** Jetty's own needs beside one thread for each request: acceptors, selectors and some air. */
    private static final int SPARE_THREADS = 16;

    private static final int HEADER_BYTES = 64 * 1024;
    private static final long IDLE_MILLIS = 600_000;

    private WireMockFactory() {}

    static WireMockServer start(int port, boolean https, int threads, Bridge bridge) {
        WireMockConfiguration options = WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .port(port)
                .http2PlainDisabled(true)
                .http2TlsDisabled(true)
                .containerThreads(threads + SPARE_THREADS)
                .jettyAcceptors(2)
                .jettyAcceptQueueSize(2 * threads)
                .jettyHeaderRequestSize(HEADER_BYTES)
                .jettyHeaderResponseSize(HEADER_BYTES)
                .jettyIdleTimeout(IDLE_MILLIS)
                .useChunkedTransferEncoding(ChunkedEncodingPolicy.ALWAYS)
                .gzipDisabled(true)
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true)
                .notifier(new QuietNotifier())
                // Its own default would serve stubs and files from src/test/resources of whoever runs it.
                .usingFilesUnderDirectory("no-such-directory")
                .adminAuthenticator(request -> false)
                .extensionScanningEnabled(false)
                .templatingEnabled(false)
                // WireMock would set system properties of the whole JVM to speed its XML up.
                .disableOptimizeXmlFactoriesLoading(true)
                .extensions(bridge);
        if (https) {
            options.dynamicHttpsPort()
                    .keystorePath(Certificates.KEYSTORE)
                    .keystoreType("PKCS12")
                    .keystorePassword(Certificates.PASSWORD)
                    .keyManagerPassword(Certificates.PASSWORD);
        }
        WireMockServer server = new WireMockServer(options);
        server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok()));
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new IllegalStateException("the fake server cannot start on port " + port, e);
        }
        return server;
    }
}
