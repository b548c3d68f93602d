package io.github.llmbeans.sample.rest;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ModelInfo;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** {@code GET /api/models}: between which models a caller can choose. */
@Path("/models")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {
    @Inject
    BaseProvider llm;

    /**
     * The models that hold conversations.
     *
     * @return empty if the provider offers no choice
     */
    @GET
    public List<Model> models() {
        boolean choice = llm.info().can(Capability.MODEL_LIST) && llm.info().can(Capability.MODEL_CHOICE);
        return choice
                ? llm.models().stream()
                        .filter(ModelInfo::canChat)
                        .map(model -> new Model(model.id()))
                        .toList()
                : List.of();
    }

    /**
     * A model.
     *
     * @param id its name, as {@code model} of a request takes it
     */
    public record Model(String id) {}
}
