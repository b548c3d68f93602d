package io.github.llmbeans.sample.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the providers do.
 *
 * @param router who asks them, left out if no router is configured
 * @param providers each provider, the router's members first
 */
@JsonbPropertyOrder({"router", "providers"})
public record Operations(@Nullable Routing router, List<ProviderState> providers) {
    /**
     * The router.
     *
     * @param name its name
     * @param strategy in which order it asks, as configured
     * @param members whom it asks, as configured
     */
    @JsonbPropertyOrder({"name", "strategy", "members"})
    public record Routing(String name, String strategy, List<String> members) {}
}
