package io.github.llmbeans.gigachat.internal.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One block of a PEM text (RFC 7468): what its label says it is, and its bytes; {@code null} if they are no Base64. */
record PemBlock(String label, byte @Nullable [] content) {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \\1-----");

    /** All blocks in their order; what stands between them is a comment. */
    static List<PemBlock> all(byte[] text) {
        List<PemBlock> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(new String(text, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            blocks.add(new PemBlock(matcher.group(1), decoded(matcher.group(2))));
        }
        return blocks;
    }

    private static byte @Nullable [] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "PemBlock[" + label + "]";
    }
}
