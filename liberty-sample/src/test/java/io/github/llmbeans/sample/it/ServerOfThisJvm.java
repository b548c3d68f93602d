package io.github.llmbeans.sample.it;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Test JVMs that run side by side have a server each: every one of them takes the port that is its own. */
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
        }
    }
}
