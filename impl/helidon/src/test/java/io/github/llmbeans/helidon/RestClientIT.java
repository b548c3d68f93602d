package io.github.llmbeans.helidon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.conformance.ServerFacts;
import java.io.IOException;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.junit.jupiter.api.Test;

class RestClientIT {
    @Test
    void theRestClientIsJersey() throws IOException {
        assertThat(RestClientBuilder.newBuilder().getClass().getName()).startsWith("org.glassfish.jersey.");
        ServerFacts.write("Jersey");
    }
}
