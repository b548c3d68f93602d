package io.github.llmbeans.gigachat.internal.error;

/** What to do about an error answer, in one sentence that names the setting. */
public final class Advice {
    private final SettingNames names;
    private final String key;

    public Advice(SettingNames names) {
        this(names, "credentials");
    }

    /** Advice that names the setting with which the provider says who it is. */
    public Advice(SettingNames names, String key) {
        this.names = names;
        this.key = key;
    }

    String about(Answer answer) {
        boolean token = answer.endpoint() == Endpoint.OAUTH;
        if (WrongScheme.wantsTls(answer)) {
            return "The server speaks TLS, and " + new WrongScheme(names).look(token ? "auth-url" : "base-url", "http");
        }
        return token ? aboutToken(answer) : aboutRequest(answer);
    }

    String address(String setting) {
        return "Check " + names.of(setting);
    }

    private String aboutToken(Answer answer) {
        int status = answer.status();
        Integer code = answer.body().code();
        if (code != null && (status == 400 || status == 401 || status == 403)) {
            switch (code) {
                case 1:
                    return "There is no such scope: check " + names.of("scope")
                            + " (GIGACHAT_API_PERS, GIGACHAT_API_B2B or GIGACHAT_API_CORP)";
                case 5, 7:
                    return "The authorization key does not belong to the scope: check " + names.of("scope")
                            + " (GIGACHAT_API_PERS, GIGACHAT_API_B2B or GIGACHAT_API_CORP)";
                case 4:
                    return "The authorization key cannot be decoded: check " + names.of(key)
                            + ", it must be the Base64 key from the cabinet as it stands there";
                case 6:
                    return "The authorization key is wrong or revoked: check " + names.of(key);
                default:
                    break;
            }
        }
        return switch (status) {
            case 400, 401, 403 ->
                "The authorization key was not accepted: check " + names.of(key) + ", " + names.of("scope") + " and "
                        + names.of("auth-url");
            case 429 -> "Too many token requests at once";
            case 404, 405 -> "There is no token endpoint at this address: check " + names.of("auth-url");
            default -> redirected(status, "auth-url");
        };
    }

    private String aboutRequest(Answer answer) {
        if (key.equals("cert-file") && (answer.status() == 401 || answer.status() == 403)) {
            return "The client certificate was not accepted in place of a token: check " + names.of("cert-file")
                    + " and " + names.of("base-url") + ", or set " + names.of("credentials");
        }
        return switch (answer.status()) {
            case 401 ->
                "A fresh access token was not accepted either: check " + names.of(key) + " and " + names.of("base-url");
            case 402 -> "The token package of this model is used up: buy more tokens or choose another model";
            case 403 ->
                "The key has no right to this: check the tariff, " + names.of("scope") + " and " + names.of("base-url");
            case 404 ->
                "There is no such model or no API at this address: check " + names.of("model") + " and "
                        + names.of("base-url");
            case 413 -> "The conversation is longer than the model's context";
            case 429 -> "More requests at once than the account allows (1 for individuals, 10 for companies)";
            default -> redirected(answer.status(), "base-url");
        };
    }

    private String redirected(int status, String setting) {
        return status >= 300 && status < 400
                ? "Redirects are not followed, so that a token never reaches another host: check " + names.of(setting)
                : "";
    }
}
