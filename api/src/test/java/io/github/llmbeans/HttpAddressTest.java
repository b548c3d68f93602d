package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {
    private static final String WANTED =
            "baseUrl must be an absolute http or https address without user information, query or fragment, ";

    private final ProviderConfigBuilder builder = ProviderConfig.builder("p");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "https://api.example.com/v1",
                "HTTPS://API.EXAMPLE.COM/v1/",
                "http://[::1]:8080/api"
            })
    void anHttpAddressIsAccepted(String address) {
        assertThat(builder.baseUrl(address).build().baseUrl()).isEqualTo(URI.create(address));
        assertThat(builder.authUrl(URI.create(address)).build().authUrl()).isEqualTo(URI.create(address));
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.com/v1, had neither http:// nor https:// at its start",
        "ftp://example.com, had neither http:// nor https:// at its start",
        "httpsx://example.com, had neither http:// nor https:// at its start",
        "/v1, had neither http:// nor https:// at its start",
        "https:example.com, had no valid host",
        "https:///v1, had no valid host",
        "http://my_service:8080, had no valid host",
        "https://host:65536/v1, had a port that is not between 1 and 65535",
        "http://host:0, had a port that is not between 1 and 65535",
        "https://user@host/v1, 'had user information, which would be a secret'",
        "https://host/v1?a=b, had a query after https://host/v1",
        "https://host:1/v1#part, had a fragment after https://host:1/v1",
        "https://host/a b, was not well-formed at index 14",
        "https://, was not well-formed at index 8",
    })
    void anythingElseIsRefusedWithTheReason(String address, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.baseUrl(address))
                .withMessage(WANTED + reason)
                .withNoCause();
    }

    @Test
    void theAddressOfTheTokenEndpointIsCheckedUnderItsOwnName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.authUrl(URI.create("ftp://host")))
                .withMessageStartingWith("authUrl must be an absolute http or https address");
    }
}
