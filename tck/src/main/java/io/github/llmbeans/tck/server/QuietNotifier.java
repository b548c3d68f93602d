package io.github.llmbeans.tck.server;

import com.github.tomakehurst.wiremock.common.Notifier;
import java.lang.System.Logger.Level;

/** Sends WireMock's own messages to the debug level of the platform's logger. */
final class QuietNotifier implements Notifier {

    private static final System.Logger LOGGER = System.getLogger(FakeServer.class.getName());

    @Override
    public void info(String message) {}

    @Override
    public void error(String message) {
        LOGGER.log(Level.DEBUG, message);
    }

    @Override
    public void error(String message, Throwable cause) {
        LOGGER.log(Level.DEBUG, message, cause);
    }
}
