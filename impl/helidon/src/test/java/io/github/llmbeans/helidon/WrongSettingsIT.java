package io.github.llmbeans.helidon;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WrongSettingsIT {
    @Test
    void theApplicationDoesNotStartAndOneMessageSaysAllThatIsWrong() {
        assertThatThrownBy(() ->
                        Application.start(Map.of("gigachat.timeout", "never")).close())
                .hasStackTraceContaining("gigachat.credentials (GIGACHAT_CREDENTIALS)")
                .hasStackTraceContaining("gigachat.timeout (GIGACHAT_TIMEOUT)")
                .hasStackTraceContaining("gigachat.sales.credentials (GIGACHAT_SALES_CREDENTIALS)");
    }
}
