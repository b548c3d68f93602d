package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.ModelInfo;
import io.github.llmbeans.TokenCount;
import io.github.llmbeans.gigachat.internal.wire.ModelsResponse;
import io.github.llmbeans.gigachat.internal.wire.WireTokenCount;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From GigaChat's lists to the contract's (GigaChat REST reference §5); {@code null} for what is no such list. */
final class ListMapper {
    private ListMapper() {}

    /** One count for each text. */
    static @Nullable List<TokenCount> counts(WireTokenCount @Nullable [] answer, List<String> texts) {
        if (answer == null || answer.length != texts.size()) {
            return null;
        }
        List<TokenCount> counts = new ArrayList<>();
        for (int i = 0; i < answer.length; i++) {
            WireTokenCount count = answer[i];
            Integer tokens = count == null ? null : count.tokens();
            if (count == null || tokens == null || tokens < 0) {
                return null;
            }
            counts.add(new TokenCount(tokens, characters(count.characters(), texts.get(i))));
        }
        return counts;
    }

    private static int characters(@Nullable Integer counted, String text) {
        return counted == null || counted < 0 ? text.codePointCount(0, text.length()) : counted;
    }

    /** The models that have a name. */
    static @Nullable List<ModelInfo> models(@Nullable ModelsResponse answer) {
        List<ModelsResponse.Model> data = answer == null ? null : answer.data();
        if (data == null) {
            return null;
        }
        List<ModelInfo> models = new ArrayList<>();
        for (ModelsResponse.Model model : data) {
            String id = model == null ? null : model.id();
            if (model != null && id != null && !id.isBlank()) {
                models.add(new ModelInfo(id, model.type(), model.ownedBy()));
            }
        }
        return models;
    }
}
