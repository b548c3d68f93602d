package io.github.llmbeans.sample.it;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Test JVMs that run side by side have a server each, and get their classes one by one: each is a run of its own to
 * Arquillian, which would start and stop the server for it. So the server starts for the first class that needs one and stays
 * until the last, see {@link ServerForAllClasses}.
 */
public final class ServerOfThisJvm implements LauncherSessionListener {

    /** Made by the launcher. */
    public ServerOfThisJvm() {}

    /** Before any class of the tests is there, and before Arquillian reads its settings. */
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String ports = System.getProperty("it.http.ports");
        if (ports != null) {
            // Its name ends with the number of the JVM, from 1 on.
            String server = System.getProperty("it.server.name");
            int jvm = Integer.parseInt(server.substring(server.lastIndexOf('-') + 1));
            System.setProperty("it.http.port", ports.split(",")[jvm - 1]);
            ServerForAllClasses.wanted();
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        ServerForAllClasses.end();
    }
}
