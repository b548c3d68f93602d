package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModuleTest {
    private static ModuleDescriptor module() throws IOException {
        String location = BaseProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
        try (InputStream in =
                java.net.URI.create(location + "module-info.class").toURL().openStream()) {
            return ModuleDescriptor.read(in);
        }
    }

    @Test
    void onlyTheContractItselfIsVisibleToOthers() throws IOException {
        assertThat(module().exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactly("io.github.llmbeans");
        assertThat(module().opens()).isEmpty();
    }

    @Test
    void aModuleThatUsesTheContractNeedsNothingElseToCompile() throws IOException {
        assertThat(module().requires())
                .allSatisfy(required -> assertThat(required.modifiers()).doesNotContain(Requires.Modifier.TRANSITIVE));
    }

    @Test
    void noOtherModuleHasToBePresent() throws IOException {
        assertThat(module().requires().stream()
                        .filter(required -> !required.modifiers().contains(Requires.Modifier.STATIC))
                        .map(Requires::name)
                        .collect(Collectors.toSet()))
                .containsExactly("java.base");
    }
}
