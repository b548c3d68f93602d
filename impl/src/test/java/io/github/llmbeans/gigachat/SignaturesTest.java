package io.github.llmbeans.gigachat;

import io.github.llmbeans.gigachat.telemetry.GenAiTelemetry;
import io.github.llmbeans.signatures.SignatureList;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    @Test
    void whatOthersSeeOfTheProviderDoesNotChangeUnseen() throws IOException {
        SignatureList.mustBe(
                Path.of("src/test/resources/io/github/llmbeans/gigachat/signatures.txt"),
                GigaChatProvider.class,
                GenAiTelemetry.class);
    }
}
