package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The token endpoint: what it checks, in this order, and what it gives. */
final class OAuthRules implements Function<RecordedRequest, Reply> {

    static final Set<String> SCOPES = Set.of("GIGACHAT_API_PERS", "GIGACHAT_API_B2B", "GIGACHAT_API_CORP");

    private static final Pattern UUID4 = Pattern.compile(
            "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTHORIZATION =
            Pattern.compile("(?:Basic|Bearer)\\s+(\\S+)", Pattern.CASE_INSENSITIVE);

    private final String key;
    private final String scope;
    private final ExpiresAtUnit unit;
    private final Tokens tokens;

    OAuthRules(String key, String scope, ExpiresAtUnit unit, Tokens tokens) {
        this.key = key;
        this.scope = scope;
        this.unit = unit;
        this.tokens = tokens;
    }

    @Override
    public Reply apply(RecordedRequest request) {
        if (!request.method().equals("POST")) {
            return ApiRules.methodNotAllowed();
        }
        if (request.header("RqUID").filter(id -> UUID4.matcher(id).matches()).isEmpty()) {
            return OAuthErrors.badRqUid();
        }
        Optional<String> pair = authorizationKey(request).flatMap(Key::decode);
        if (pair.isEmpty()) {
            return OAuthErrors.badAuthorization();
        }
        String asked = formField(request, "scope").orElse("");
        if (asked.isBlank()) {
            return OAuthErrors.scopeEmpty();
        }
        if (!SCOPES.contains(asked)) {
            return OAuthErrors.scopeInvalid();
        }
        if (!pair.equals(Key.decode(key))) {
            return OAuthErrors.wrongCredentials();
        }
        return asked.equals(scope) ? token() : OAuthErrors.scopeMismatch();
    }

    private Reply token() {
        Tokens.Token token = tokens.issue();
        return WireAnswers.token(token.value(), unit.of(token.expiresAt()));
    }

    private static Optional<String> authorizationKey(RecordedRequest request) {
        return request.header("Authorization")
                .map(AUTHORIZATION::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1));
    }

    /** A body of any other type is not read as a form, so that its fields count as missing. */
    private static Optional<String> formField(RecordedRequest request, String name) {
        String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            return Optional.empty();
        }
        for (String field : request.bodyText().split("&")) {
            String[] parts = field.split("=", 2);
            if (parts.length == 2 && parts[0].equals(name)) {
                return Optional.of(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }
}
