package io.github.llmbeans.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.conformance.ServerFacts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Simulated.class)
class RestClientIT {
    @Test
    void theRestClientIsThatOfQuarkus() throws IOException {
        assertThat(RestClientBuilder.newBuilder().getClass().getName()).startsWith("io.quarkus.rest.client.");
        ServerFacts.write("RESTEasy Reactive");
    }
}
