package io.github.llmbeans.tck.run;

import io.github.llmbeans.tck.internal.Hashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The checksum of the kit's classes, whether they lie in a jar or in a folder, so that a changed kit is noticed. */
final class KitChecksum {
    private static final String VALUE = compute();

    private KitChecksum() {}

    static String value() {
        return VALUE;
    }

    private static String compute() {
        CodeSource source = KitChecksum.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return "unknown";
        }
        try {
            Path place = Path.of(source.getLocation().toURI());
            if (Files.isDirectory(place)) {
                return of(place.resolve("io/github/llmbeans/tck"));
            }
            URI jar = URI.create("jar:" + place.toUri());
            try (FileSystem content = FileSystems.newFileSystem(jar, Map.of())) {
                return of(content.getPath("io/github/llmbeans/tck"));
            }
        } catch (IOException | URISyntaxException | RuntimeException e) {
            return "unknown";
        }
    }

    private static String of(Path classes) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.walk(classes)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".class"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
            for (Path file : sorted) {
                all.writeBytes(
                        classes.relativize(file).toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8));
                all.writeBytes(Files.readAllBytes(file));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return Hashes.sha256(all.toByteArray());
    }
}
