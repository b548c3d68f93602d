package io.github.llmbeans.sample.rest;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.sample.DailyQuestion;
import io.github.llmbeans.sample.Greeter;
import io.github.llmbeans.sample.Providers;
import io.github.llmbeans.sample.UsageTotals;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code GET /api/info}: who answers here; never asks the model. */
@Path("/info")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class InfoResource {
    @Inject
    BaseProvider llm;

    @Inject
    Providers providers;

    @Inject
    Greeter greeter;

    @Inject
    DailyQuestion daily;

    @Inject
    UsageTotals totals;

    @Inject
    @ConfigProperty(name = "sample.simulator", defaultValue = "false")
    boolean simulator;

    /**
     * Who answers.
     *
     * @return the provider and what happened since the start
     */
    @GET
    public Info info() {
        return new Info(
                llm.info().name(),
                providers.router().isPresent() ? providers.members() : null,
                llm.info().model(),
                simulator,
                llm.info().capabilities().stream().map(Enum::name).sorted().toList(),
                greeter.greeting().orElse(null),
                daily.fact().orElse(null),
                totals.answers(),
                totals.tokens());
    }
}
