package io.github.llmbeans.sample.it;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /** The client secret of the key, as it is decoded. */
    static String decoded() {
        return PASSWORD;
    }

    /** A text as it is, and the part that its Base64 always has, whatever stands before it in the same text. */
    static List<String> withBase64(String text) {
        List<String> forms = new ArrayList<>(List.of(text));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            // The first characters hold what stands before, the last one what comes after.
            forms.add(base64.substring(before == 0 ? 0 : before + 1, shifted.length * 8 / 6));
        }
        return forms;
    }
}
