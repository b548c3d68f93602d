package io.github.llmbeans.signatures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes of one package, from the jar or the folder in which one of them is. */
final class ClassesOf {
    private ClassesOf() {}

    static List<Class<?>> packageOf(Class<?> one) throws IOException {
        Path place = place(one);
        if (Files.isDirectory(place)) {
            return load(place, one);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return load(jar.getPath("/"), one);
        }
    }

    private static Path place(Class<?> one) {
        try {
            URI uri = one.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(one + " is in a place that is no URI", e);
        }
    }

    private static List<Class<?>> load(Path root, Class<?> one) {
        try (Stream<Path> files = Files.list(root.resolve(one.getPackageName().replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class"))
                    .<Class<?>>map(name -> load(one, name.substring(0, name.length() - ".class".length())))
                    .sorted(Signatures.BY_NAME)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(Class<?> one, String name) {
        try {
            return Class.forName(one.getPackageName() + "." + name, false, one.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " has a file but cannot be loaded", e);
        }
    }
}
