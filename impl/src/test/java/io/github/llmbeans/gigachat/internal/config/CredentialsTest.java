package io.github.llmbeans.gigachat.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.internal.LogLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key from a file, as containers hand it over. */
class CredentialsTest {
    private static final String SETTING = "gigachat.credentials-file (GIGACHAT_CREDENTIALS_FILE)";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a2V5", "a2V5\n", "  a2V5\r\n\n", "\uFEFFa2V5\n", "\ta2V5"})
    void theStrippedTextOfTheFileIsTheKey(String text) throws IOException {
        assertThat(settings(file(text)).credentials()).isEqualTo("a2V5");
    }

    @Test
    void aKeyAndAFileTogetherAreRefusedWithBothSettings() throws IOException {
        Path file = file("a2V5");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configs.settings(Configs.good().option("credentials-file", file.toString())))
                .withMessage("gigachat.credentials (GIGACHAT_CREDENTIALS) and " + SETTING
                        + " are both set: keep one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "MARK ER", "MARKER\nMARKER", "MÄRKER"})
    void aFileThatHoldsNoKeyIsRefusedAndNothingOfItIsShown(String text) throws IOException {
        Path file = file(text);

        refused(file).contains(file.toString()).containsAnyOf("it is empty", "printable ASCII");
    }

    @Test
    void aFileThatIsTooLongIsRefused() throws IOException {
        refused(file("MARKER".repeat(10_000))).contains("it is longer than 16384 bytes");
    }

    @Test
    void whatIsNoFileIsRefusedWithItsReason() {
        refused(folder).contains("that is a directory");
        refused(folder.resolve("missing")).contains("there is no such file", folder.toString());
        refused(Path.of("/dev/zero")).contains("that is no regular file");
    }

    @Test
    void aKeyInThePlaceOfThePathIsNotShown() {
        refused(Path.of("TUFSS0VSLU1BUktFUi1NQVJLRVI=")).contains("there is no such file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("MARKER\u0000"))
                .satisfies(e -> assertThat(e.getMessage()).startsWith(SETTING).doesNotContain("MARKER"));
        assertThat(new Throwable(settingsFault("MARKER\u0000"))).hasNoSuppressedExceptions();
    }

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        Path file = file("b25l");
        Credentials key = settings(file).key();
        assertThat(key.current()).isEqualTo("b25l");

        changed(file, "dHdv");

        assertThat(key.current()).isEqualTo("dHdv");
        assertThat(key.known()).containsExactly("dHdv", "b25l");
    }

    @Test
    void aLinkThatIsTurnedToAnotherFileCounts() throws IOException {
        Path link = folder.resolve("link");
        Path one = Files.writeString(folder.resolve("one"), "b25l", StandardCharsets.US_ASCII);
        Path two = Files.writeString(folder.resolve("two"), "dHdv", StandardCharsets.US_ASCII);
        Files.setLastModifiedTime(two, Files.getLastModifiedTime(one));
        Files.createSymbolicLink(link, one);
        Credentials key = settings(link).key();

        Files.delete(link);
        Files.createSymbolicLink(link, two);

        assertThat(key.current()).isEqualTo("dHdv");
    }

    @Test
    void aRejectedKeyIsReplacedThoughTheFileLooksUnchanged() throws IOException {
        Path file = file("b25l");
        FileTime before = Files.getLastModifiedTime(file);
        Credentials key = settings(file).key();
        assertThat(key.replaced("b25l")).isFalse();

        Files.writeString(file, "dHdv", StandardCharsets.US_ASCII);
        Files.setLastModifiedTime(file, before);

        assertThat(key.replaced("b25l")).isTrue();
        assertThat(key.value()).isEqualTo("dHdv");
    }

    @Test
    void anUnusableFileLeavesTheOldKeyAndWarnsOnce() throws IOException {
        Path file = file("b25l");
        Credentials key = settings(file).key();
        changed(file, "MARK ER");
        try (LogLines log = new LogLines()) {
            for (int i = 0; i < 3; i++) {
                assertThat(key.current()).isEqualTo("b25l");
                assertThat(key.replaced("b25l")).isFalse();
            }

            assertThat(log.of(Level.WARNING))
                    .singleElement()
                    .asString()
                    .contains(SETTING, "keeps its authorization key")
                    .doesNotContain("MARK ER", "b25l");
        }
        changed(file, "dHdv\n");
        assertThat(key.current()).isEqualTo("dHdv");
    }

    @Test
    void aFixedKeyIsNeverReplaced() {
        Credentials key = Configs.settings(Configs.good()).key();

        assertThat(key.current()).isEqualTo(Configs.KEY);
        assertThat(key.replaced(Configs.KEY)).isFalse();
        assertThat(key).hasToString("Credentials[***]");
    }

    private org.assertj.core.api.AbstractStringAssert<?> refused(Path file) {
        return assertThat(settingsFault(file.toString()).getMessage())
                .startsWith(SETTING + " must name a file with the authorization key")
                .doesNotContain("MARK", "MÄRKER", "TUFSS0VS");
    }

    private static IllegalArgumentException settingsFault(String file) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(
                IllegalArgumentException.class, () -> settings(file));
    }

    private static GigaChatSettings settings(Path file) {
        return settings(file.toString());
    }

    private static GigaChatSettings settings(String file) {
        return Configs.settings(ProviderConfig.builder("gigachat").option("credentials-file", file));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("key"), text, StandardCharsets.UTF_8);
    }

    private static void changed(Path file, String text) throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, text, StandardCharsets.UTF_8);
        Files.setLastModifiedTime(file, FileTime.fromMillis(before.toMillis() + 2_000));
    }
}
