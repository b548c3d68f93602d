package io.github.llmbeans.tck.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Users of the kit meet none of WireMock's types. */
class HiddenWireTest {

    @Test
    void noPublicSignatureNamesATypeOfWireMock() throws Exception {
        Path classes = Path.of(FakeServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> types;
        try (Stream<Path> files = Files.walk(classes)) {
            types = files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> classes.relativize(file)
                            .toString()
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .filter(name -> name.startsWith("io.github.llmbeans.tck.server.") && !name.endsWith("-info.class"))
                    .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList();
        }

        assertThat(types).contains(FakeServer.class, Reply.class, Gate.class);
        assertThat(types.stream().flatMap(HiddenWireTest::signatures))
                .noneMatch(signature -> signature.contains("wiremock"));
    }

    private static Stream<String> signatures(Class<?> type) {
        return Stream.of(type.getDeclaredMethods(), type.getDeclaredConstructors(), type.getDeclaredFields())
                .<AccessibleObject>flatMap(Stream::of)
                .filter(member -> (((Member) member).getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                .map(Object::toString);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
