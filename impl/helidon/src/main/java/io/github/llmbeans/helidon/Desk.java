package io.github.llmbeans.helidon;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.NamedProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A bean that asks: the default provider, and another one by its name. */
@ApplicationScoped
public class Desk {
    @Inject
    BaseProvider llm;

    @Inject
    @NamedProvider("sales")
    BaseProvider sales;

    public String answer(String question) {
        return llm.generate(question);
    }

    public String answerForSales(String question) {
        return sales.generate(question);
    }

    public CompletionStage<String> answerLater(String question) {
        return llm.generateAsync(question, GenerationParams.defaults());
    }

    public List<String> pieces(String question) {
        List<String> all = new ArrayList<>();
        try (BlockingStream<String> pieces =
                BlockingStream.of(llm.generateStream(question, GenerationParams.defaults()))) {
            pieces.forEach(all::add);
        }
        return all;
    }

    public String provider() {
        return llm.info().name();
    }

    public String providerForSales() {
        return sales.info().name();
    }
}
