package io.github.llmbeans.gigachat.packaged;

import java.io.File;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Parts the jars of the tests' class path into those that a module has to have and the others. */
final class ModulePath {
    private final Map<String, ModuleReference> all = new LinkedHashMap<>();
    private final Map<String, ModuleReference> needed = new TreeMap<>();
    private final List<String> jars;

    private ModulePath(List<String> jars) {
        this.jars = jars;
        jars.forEach(jar -> moduleOf(jar).forEach(all::putIfAbsent));
    }

    /** For this module: itself, what it requires and what that requires, except what may be absent. */
    static ModulePath of(String module) {
        ModulePath path = new ModulePath(
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .toList());
        path.need(module);
        return path;
    }

    private void need(String module) {
        ModuleReference reference = all.get(module);
        if (reference == null || needed.put(module, reference) != null) {
            return;
        }
        reference.descriptor().requires().stream()
                .filter(required -> !required.modifiers().contains(Requires.Modifier.STATIC))
                .forEach(required -> need(required.name()));
    }

    List<String> names() {
        return List.copyOf(needed.keySet());
    }

    ModuleDescriptor descriptor(String module) {
        return needed.get(module).descriptor();
    }

    /** For {@code --module-path}. */
    String modulePath() {
        return needed.values().stream()
                .map(ModulePath::place)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** For {@code -cp}: whatever is on no module path. */
    String classPath() {
        List<Path> modules = needed.values().stream().map(ModulePath::place).toList();
        return jars.stream()
                .filter(jar -> !modules.contains(Path.of(jar).toAbsolutePath()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path place(ModuleReference reference) {
        return Path.of(reference.location().orElseThrow());
    }

    /** The jar as a module; nothing if it cannot be one. */
    private static Map<String, ModuleReference> moduleOf(String jar) {
        try {
            return ModuleFinder.of(Path.of(jar)).findAll().stream()
                    .collect(
                            Collectors.toMap(reference -> reference.descriptor().name(), reference -> reference));
        } catch (FindException e) {
            return Map.of();
        }
    }
}
