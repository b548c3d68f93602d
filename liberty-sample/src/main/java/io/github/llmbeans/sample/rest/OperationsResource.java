package io.github.llmbeans.sample.rest;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderMetrics;
import io.github.llmbeans.Router;
import io.github.llmbeans.sample.Providers;
import io.github.llmbeans.sample.operations.Figures;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code GET /api/operations}: how the providers do, for whoever runs them. Asks no model and checks no health. */
@Path("/operations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class OperationsResource {
    @Inject
    Providers providers;

    @Inject
    Figures figures;

    @Inject
    @ConfigProperty(name = "sample.operations", defaultValue = "true")
    boolean shown;

    @Inject
    @ConfigProperty(name = "llmbeans.router.strategy", defaultValue = "ordered")
    String strategy;

    /**
     * How they do.
     *
     * @return the router if there is one, and each provider
     * @throws NotFoundException if {@code sample.operations} is {@code false}
     */
    @GET
    public Operations operations() {
        if (!shown) {
            throw new NotFoundException();
        }
        Map<String, ProviderMetrics> routed =
                providers.router().map(Router::metrics).orElse(Map.of());
        return new Operations(
                providers.router().map(this::routing).orElse(null),
                providers.all().stream()
                        .map(provider -> state(provider, routed))
                        .toList());
    }

    private Operations.Routing routing(Router router) {
        return new Operations.Routing(router.info().name(), strategy, providers.members());
    }

    /** The figures are of all calls; only the router knows whom it passes over. */
    private ProviderState state(BaseProvider provider, Map<String, ProviderMetrics> routed) {
        String name = provider.info().name();
        ProviderMetrics member = routed.get(name);
        return ProviderState.of(provider.info(), figures.of(name), member == null ? null : member.passedOver());
    }
}
