package io.github.llmbeans.gigachat.packaged;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.tck.HttpConformance;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** The jars as others get them. */
enum Packaged {
    API(BaseProvider.class),
    PROVIDER(GigaChatProvider.class),
    SIMULATOR(GigaChatSimulator.class),
    KIT(HttpConformance.class);

    private final Class<?> one;

    Packaged(Class<?> one) {
        this.one = one;
    }

    Path jar() throws URISyntaxException {
        Path jar =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is no jar: these tests look at what the phase package has made");
        }
        return jar;
    }

    /** The packages that have classes, sorted. */
    List<String> packages() throws IOException, URISyntaxException {
        return files().stream()
                .filter(file -> isClass(file) && file.contains("/"))
                .map(file -> file.substring(0, file.lastIndexOf('/')).replace('/', '.'))
                .distinct()
                .sorted()
                .toList();
    }

    /** Whatever is no class of a package, sorted. */
    List<String> otherFiles() throws IOException, URISyntaxException {
        return files().stream()
                .filter(file -> !isClass(file) || !file.contains("/"))
                .sorted()
                .toList();
    }

    private static boolean isClass(String file) {
        return file.endsWith(".class") && !file.startsWith("META-INF/");
    }

    private List<String> files() throws IOException, URISyntaxException {
        try (JarFile file = new JarFile(jar().toFile())) {
            return file.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .collect(Collectors.toList());
        }
    }
}
