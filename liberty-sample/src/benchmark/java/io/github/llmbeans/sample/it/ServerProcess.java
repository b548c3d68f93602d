package io.github.llmbeans.sample.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** The JVM of a server, seen from outside. What only Linux tells is 0 elsewhere. */
final class ServerProcess {
    private final ProcessHandle jvm;

    private ServerProcess(ProcessHandle jvm) {
        this.jvm = jvm;
    }

    /** The one that has worked most, since the server's script may be a process too. */
    static ServerProcess of(OwnServer server) {
        return new ServerProcess(Stream.concat(
                        Stream.of(server.process()), server.process().descendants())
                .max(Comparator.comparing(ServerProcess::cpu))
                .orElseThrow());
    }

    Duration cpu() {
        return cpu(jvm);
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    int threads() {
        return (int) status("Threads:");
    }

    long residentMegabytes() {
        return status("VmRSS:") / 1024;
    }

    private long status(String name) {
        try (Stream<String> lines =
                Files.lines(Path.of("/proc", Long.toString(jvm.pid()), "status"), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException notLinux) {
            return 0;
        }
    }
}
