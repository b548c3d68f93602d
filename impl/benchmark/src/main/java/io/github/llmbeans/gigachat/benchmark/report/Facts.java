package io.github.llmbeans.gigachat.benchmark.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where and with what it was measured.
 *
 * @param date when
 * @param cores how many the JVM sees
 * @param cpu what the system calls them
 * @param system the operating system
 * @param java the Java of all processes
 * @param engine the REST client engine
 * @param rounds how often
 * @param millis how long each time
 * @param jvmArgs switches of the JVMs that were measured
 * @param versions of what is on the class path
 */
public record Facts(
        String date,
        int cores,
        String cpu,
        String system,
        String java,
        String engine,
        int rounds,
        long millis,
        List<String> jvmArgs,
        Map<String, String> versions) {
    private static final Pattern JAR = Pattern.compile("([a-zA-Z][a-zA-Z0-9.-]*?)-([0-9][A-Za-z0-9.-]*)\\.jar");
    private static final List<String> TOLD = List.of(
            "microprofile-rest-client",
            "resteasy-client",
            "httpclient",
            "jersey-mp-rest-client",
            "jersey-client",
            "cxf-rt-rs-mp-client",
            "yasson",
            "parsson",
            "jackson-databind",
            "jmh-core");

    static Facts ofThisMachine(String engine, int rounds, long millis, List<String> jvmArgs) {
        return new Facts(
                LocalDate.now(ZoneOffset.UTC).toString(),
                Runtime.getRuntime().availableProcessors(),
                cpuModel(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                engine,
                rounds,
                millis,
                jvmArgs,
                jars());
    }

    private static String cpuModel() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }

    private static Map<String, String> jars() {
        Map<String, String> versions = new TreeMap<>();
        Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(System.getProperty("path.separator"))))
                .map(path -> Path.of(path).getFileName().toString())
                .map(JAR::matcher)
                .filter(Matcher::matches)
                .filter(jar -> TOLD.contains(jar.group(1)))
                .forEach(jar -> versions.put(jar.group(1), jar.group(2)));
        return versions;
    }
}
