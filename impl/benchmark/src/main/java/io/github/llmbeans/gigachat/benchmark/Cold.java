package io.github.llmbeans.gigachat.benchmark;

import io.github.llmbeans.gigachat.benchmark.client.Client;
import java.lang.management.ManagementFactory;

/** From nothing to the first answer, in a JVM that has done nothing before. */
public final class Cold {
    private Cold() {}

    /** Arguments: who is measured, and where the server is. */
    public static void main(String[] args) {
        long begin = System.nanoTime();
        Client client = Client.of(args[0], args[1], "");
        long made = System.nanoTime();
        client.call();
        long answered = System.nanoTime();
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.out.println(new Figures()
                .with("made", (made - begin) / 1e6)
                .with("answered", (answered - begin) / 1e6)
                .with("cpu", system.getProcessCpuTime() / 1e6)
                .line());
        System.exit(0);
    }
}
