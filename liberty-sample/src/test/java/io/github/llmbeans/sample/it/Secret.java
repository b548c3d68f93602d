package io.github.llmbeans.sample.it;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The key of all tests; it must come out nowhere. */
final class Secret {
    private static final String ID = "7a1d-planted-id";
    private static final String PASSWORD = "planted-secret-9f3e";
    private static final String PLAIN = ID + ":" + PASSWORD;

    static final String CREDENTIALS = Base64.getEncoder().encodeToString(PLAIN.getBytes(StandardCharsets.UTF_8));

    /** Every form in which it could leak. */
    static final List<String> FORMS = List.of(
            CREDENTIALS,
            CREDENTIALS.replaceAll("=+$", ""),
            PASSWORD,
            Base64.getEncoder().encodeToString(CREDENTIALS.getBytes(StandardCharsets.UTF_8)));

    private Secret() {}
}
