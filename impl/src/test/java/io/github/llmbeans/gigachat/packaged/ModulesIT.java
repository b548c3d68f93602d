package io.github.llmbeans.gigachat.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModulesIT {
    private static final String CONTRACT = "io.github.llmbeans";
    private static final String PROVIDER = "io.github.llmbeans.gigachat";

    @TempDir
    Path folder;

    @Test
    void everyJarHasItsModuleName() throws Exception {
        assertThat(descriptor(Packaged.API).name()).isEqualTo(CONTRACT);
        assertThat(descriptor(Packaged.API).isAutomatic()).isFalse();
        assertThat(descriptor(Packaged.PROVIDER).name()).isEqualTo(PROVIDER);
        assertThat(descriptor(Packaged.PROVIDER).isAutomatic()).isFalse();
        assertThat(descriptor(Packaged.SIMULATOR).name()).isEqualTo("io.github.llmbeans.gigachat.simulator");
        assertThat(descriptor(Packaged.KIT).name()).isEqualTo("io.github.llmbeans.tck");
    }

    @Test
    void theContractWorksWithTheBaseModuleOfTheJdkAlone() throws Exception {
        String printed = Jvm.run(
                folder,
                "--module-path",
                Packaged.API.jar().toString(),
                "--limit-modules",
                CONTRACT,
                "--add-modules",
                CONTRACT,
                "-cp",
                testClasses(),
                ContractAlone.class.getName());

        assertThat(printed.lines())
                .containsExactly(
                        "[io.github.llmbeans, java.base]", "Mock response to: Hello", "Mock response to: Hello");
    }

    @Test
    void theProviderRequiresTheStandardApisThatItCannotBeWithoutAndNoOther() {
        assertThat(ModulePath.of(PROVIDER).names())
                .filteredOn(ModulePath.of(PROVIDER).descriptor(PROVIDER).requires().stream()
                        .map(ModuleDescriptor.Requires::name)
                        .toList()::contains)
                .containsExactlyInAnyOrder(
                        CONTRACT,
                        "jakarta.cdi",
                        "jakarta.json",
                        "jakarta.json.bind",
                        "jakarta.ws.rs",
                        "microprofile.config.api",
                        "microprofile.rest.client.api");
    }

    @Test
    void theProviderAnswersAndIsInjectedAsAModule() throws Exception {
        ModulePath path = ModulePath.of(PROVIDER);
        String printed = Jvm.run(
                folder,
                "--module-path",
                path.modulePath(),
                "--add-modules",
                PROVIDER,
                "-cp",
                path.classPath(),
                ProviderAsModule.class.getName());

        assertThat(printed)
                .contains("module io.github.llmbeans.gigachat answers")
                .contains("module io.github.llmbeans.gigachat is injected and answers");
    }

    private static ModuleDescriptor descriptor(Packaged packaged) throws Exception {
        return ModuleFinder.of(packaged.jar()).findAll().iterator().next().descriptor();
    }

    private static String testClasses() throws Exception {
        return Path.of(ModulesIT.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }
}
