package io.github.llmbeans.gigachat.internal.rest;

import jakarta.json.bind.Jsonb;
import jakarta.ws.rs.ext.ContextResolver;

/** Hands out one shared {@link Jsonb}; without it engines build one for every message, at ten times the cost. */
final class JsonbResolver implements ContextResolver<Jsonb> {
    private final Jsonb jsonb;

    JsonbResolver(Jsonb jsonb) {
        this.jsonb = jsonb;
    }

    @Override
    public Jsonb getContext(Class<?> type) {
        return jsonb;
    }
}
