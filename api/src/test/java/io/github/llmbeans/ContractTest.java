package io.github.llmbeans;

import io.github.llmbeans.signatures.SignatureList;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ContractTest {
    @Test
    void theContractDoesNotChangeUnseen() throws IOException {
        SignatureList.mustBe(Path.of("src/test/resources/io/github/llmbeans/contract.txt"), BaseProvider.class);
    }
}
