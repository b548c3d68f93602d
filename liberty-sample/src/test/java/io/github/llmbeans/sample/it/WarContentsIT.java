package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The application brings itself, the provider and the simulator; what a server has, it takes from the server. */
class WarContentsIT {
    private static final String LIBRARIES = "WEB-INF/lib/";
    private static final String CLASSES = "WEB-INF/classes/";

    /** How containers with full CDI, and those with CDI Lite, find the provider. */
    private static final Set<String> EXTENSIONS = Set.of(
            "META-INF/services/jakarta.enterprise.inject.spi.Extension",
            "META-INF/services/jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension");

    /** The files in each library, and those in the application's own classes. */
    private static final Map<String, List<String>> FILES = new TreeMap<>();

    @BeforeAll
    static void unpack() throws IOException {
        try (ZipFile war = new ZipFile(System.getProperty("sample.war"))) {
            for (ZipEntry entry : war.stream().filter(e -> !e.isDirectory()).toList()) {
                String name = entry.getName();
                if (name.startsWith(LIBRARIES)) {
                    FILES.put(name.substring(LIBRARIES.length()), filesIn(war.getInputStream(entry)));
                } else if (name.startsWith(CLASSES)) {
                    FILES.computeIfAbsent(CLASSES, c -> new ArrayList<>()).add(name.substring(CLASSES.length()));
                }
            }
        }
    }

    @Test
    void theLibrariesAreTheProviderAndTheSimulatorWithWhatThatStandsOn() {
        assertThat(FILES.keySet())
                .filteredOn(library -> !library.equals(CLASSES))
                .map(library -> library.replaceFirst("-[0-9].*", ""))
                .containsExactly(
                        "llmbeans-api",
                        "llmbeans-gigachat",
                        "llmbeans-gigachat-simulator",
                        "llmbeans-tck",
                        "wiremock-standalone");
    }

    @Test
    void noClassIsOneThatAServerBrings() {
        FILES.forEach((library, files) -> assertThat(files)
                .as(library)
                .filteredOn(WarContentsIT::isClass)
                .allMatch(file -> file.startsWith("io/github/llmbeans/")
                        // The fake server; everything that it needs is in a package of its own, under another name.
                        || file.startsWith("com/github/tomakehurst/wiremock/")
                        || file.startsWith("org/wiremock/")
                        || file.startsWith("wiremock/")
                        // Annotations that no server has.
                        || file.startsWith("org/jspecify/annotations/")));
    }

    @Test
    void noLibraryOffersTheServerAnImplementationOfAStandard() {
        FILES.forEach((library, files) -> assertThat(files)
                .as(library)
                .filteredOn(file -> file.startsWith("META-INF/services/"))
                .allMatch(file -> file.startsWith("META-INF/services/wiremock.")
                        || library.matches("llmbeans-gigachat-[0-9].*") && EXTENSIONS.contains(file)
                        || library.equals(CLASSES)));
    }

    @Test
    void noPackageIsInTwoPlaces() {
        List<String> packages = new ArrayList<>();
        FILES.values()
                .forEach(files -> packages.addAll(new TreeSet<>(files.stream()
                        .filter(WarContentsIT::isClass)
                        .map(file -> file.substring(0, file.lastIndexOf('/') + 1))
                        .toList())));
        assertThat(packages).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    @Test
    void noClassIsThereTwice() {
        FILES.forEach((library, files) ->
                assertThat(files).as(library).filteredOn(WarContentsIT::isClass).doesNotHaveDuplicates());
    }

    private static boolean isClass(String file) {
        return file.endsWith(".class") && !file.startsWith("META-INF/") && file.contains("/");
    }

    private static List<String> filesIn(InputStream library) throws IOException {
        List<String> files = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(library.readAllBytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.add(entry.getName());
                }
            }
        }
        return files;
    }
}
