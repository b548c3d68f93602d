package io.github.llmbeans.gigachat.internal.wire;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /models} (GigaChat REST reference §5). */
public record ModelsResponse(@Nullable List<Model> data) {
    @JsonbCreator
    public ModelsResponse(@JsonbProperty("data") @Nullable List<Model> data) {
        this.data = data;
    }

    /** One model. */
    public record Model(
            @Nullable String id,
            @Nullable String type,
            @Nullable String ownedBy) {
        @JsonbCreator
        public Model(
                @JsonbProperty("id") @Nullable String id,
                @JsonbProperty("type") @Nullable String type,
                @JsonbProperty("owned_by") @Nullable String ownedBy) {
            this.id = id;
            this.type = type;
            this.ownedBy = ownedBy;
        }
    }
}
