package io.github.llmbeans.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureListTest {
    private static final String TYPE = "a.B: public interface";
    private static final String CHAT = "a.B: public abstract int chat(int)";
    private static final String TELL = "a.B: public default void tell()";

    @Test
    void whatIsTheSameIsNoDifference() {
        assertThat(SignatureList.difference(List.of(TYPE, CHAT), List.of(TYPE, CHAT)))
                .isEmpty();
    }

    @Test
    void whatIsGoneIsToldAsABreak() {
        assertThat(SignatureList.difference(List.of(TYPE, CHAT), List.of(TYPE)))
                .isEqualTo("Gone or changed, which BREAKS those who use it (1):\n"
                        + "  - a.B: public abstract int chat(int)\n"
                        + "If this is meant, write the list again with -Dllmbeans.tck.write=true;"
                        + " a break needs a version that may break.");
    }

    @Test
    void aNewAbstractMethodOfATypeThatWasThereIsToldAsABreak() {
        assertThat(SignatureList.difference(List.of(TYPE), List.of(TYPE, CHAT)))
                .startsWith(
                        "New and abstract, or changed to it, which BREAKS those who implement the type (1):\n  + a.B")
                .endsWith("a break needs a version that may break.");
    }

    @Test
    void whatIsNewIsNoBreakAndHasToBeListedAllTheSame() {
        assertThat(SignatureList.difference(List.of(TYPE), List.of(TYPE, TELL, "a.C: public class")))
                .isEqualTo("New, or what something has become (2):\n"
                        + "  + a.B: public default void tell()\n"
                        + "  + a.C: public class\n"
                        + "If this is meant, write the list again with -Dllmbeans.tck.write=true.");
    }

    @Test
    void aListThatIsNotThereOrNotTrueFails(@TempDir Path folder) throws IOException {
        assumeFalse(Boolean.getBoolean("llmbeans.tck.write"), "lists are being written");
        Path list = folder.resolve("list.txt");
        assertThatThrownBy(() -> SignatureList.mustBe(list, SignatureList.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("list.txt is not what others see.\nNew, or what something has become (17):\n")
                .hasMessageContaining(
                        " mustBe(java.nio.file.Path, java.lang.Class<?>[]) varargs throws java.io.IOException");
        Files.writeString(list, "io.github.llmbeans.signatures.Examples: public class\n");
        assertThatThrownBy(() -> SignatureList.mustBe(list, SignatureList.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(" (1):\n  - io.github.llmbeans.signatures.Examples: public class\nNew");
    }
}
