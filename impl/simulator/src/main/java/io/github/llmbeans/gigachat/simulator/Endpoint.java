package io.github.llmbeans.gigachat.simulator;

import java.util.Optional;

/** The parts of the service that can be watched, held and scripted on their own. */
public enum Endpoint {
    /** {@code POST /api/v2/oauth}: access tokens. */
    OAUTH,

    /** {@code POST /v1/chat/completions}. */
    COMPLETIONS,

    /** {@code GET /v1/models} and {@code GET /v1/models/{model}}. */
    MODELS,

    /** {@code POST /v1/embeddings}. */
    EMBEDDINGS,

    /** {@code POST /v1/tokens/count}. */
    TOKENS_COUNT,

    /** Everything else. */
    OTHER;

    private static final String OAUTH_PATH = "/api/v2/oauth";

    static Endpoint of(String path) {
        if (path.equals(OAUTH_PATH)) {
            return OAUTH;
        }
        String resource = resource(path).orElse("");
        if (resource.startsWith("/models/")) {
            return MODELS;
        }
        return switch (resource) {
            case "/chat/completions" -> COMPLETIONS;
            case "/models" -> MODELS;
            case "/embeddings" -> EMBEDDINGS;
            case "/tokens/count" -> TOKENS_COUNT;
            default -> OTHER;
        };
    }

    /** What follows the version: {@code /v1} of today's host, {@code /api/v1} of the old one. */
    static Optional<String> resource(String path) {
        for (String base : new String[] {"/v1", "/api/v1"}) {
            if (path.startsWith(base + "/")) {
                return Optional.of(path.substring(base.length()));
            }
        }
        return Optional.empty();
    }

    boolean isApi() {
        return this != OAUTH;
    }
}
