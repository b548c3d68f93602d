package io.github.llmbeans.sample.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.arquillian.container.spi.event.container.BeforeStart;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Starts the server of this JVM before Arquillian would; so Arquillian takes it as it is, and leaves it when it has done. */
public final class ServerForAllClasses implements LoadableExtension {
    private static final String READY = "CWWKF0011I";

    private static boolean wanted;
    private static LibertyProcess server;

    /** Made by Arquillian. */
    public ServerForAllClasses() {}

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Starter.class);
    }

    static synchronized void wanted() {
        wanted = true;
        // In arquillian.xml: the adapter may take a server that it has not started.
        System.setProperty("it.server.running", "true");
    }

    private static synchronized void started() {
        if (wanted && server == null) {
            Path logs = Path.of(System.getProperty("it.logs"));
            Path log = logs.resolve("messages.log");
            delete(log);
            server = LibertyProcess.run(System.getProperty("it.server.name"), Map.of(), logs.resolve("console.log"));
            Patience.untilStarted(
                    server.process().toHandle(), logs, () -> text(log).contains(READY));
        }
    }

    static synchronized void end() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    private static void delete(Path log) {
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Told by Arquillian. */
    public static final class Starter {

        /** Made by Arquillian. */
        public Starter() {}

        void beforeStart(@Observes BeforeStart event) {
            started();
        }
    }
}
