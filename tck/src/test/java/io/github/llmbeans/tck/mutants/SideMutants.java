package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ModelInfo;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.TokenCount;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The reference whose token counts or models come otherwise than its answers. */
final class SideMutants {
    private static final System.Logger LOGGER = System.getLogger(SideMutants.class.getName());

    private SideMutants() {}

    /** Counts and models are another provider's, closed with the first or not. */
    static Mutant others(String id, String what, boolean closed, UnaryOperator<ProviderConfig> change) {
        boolean counts = id.startsWith("CNT");
        return Mutant.of(id, what, (config, clock) -> {
            BaseProvider other = new ReferenceProvider(change.apply(config), clock);
            return new Wrapped(new ReferenceProvider(config, clock)) {
                @Override
                public List<TokenCount> countTokens(List<String> texts) {
                    return counts ? other.countTokens(texts) : super.countTokens(texts);
                }

                @Override
                public List<ModelInfo> models() {
                    return counts ? super.models() : other.models();
                }

                @Override
                public void close() {
                    super.close();
                    if (closed) {
                        other.close();
                    }
                }
            };
        });
    }

    /** Asks for an answer too. */
    static <T> T generating(BaseProvider provider, Supplier<T> call) {
        T answer = call.get();
        provider.generate("Say nothing.");
        return answer;
    }

    /** Translates by itself. */
    static <T> T translating(Supplier<T> call) {
        try {
            return call.get();
        } catch (ProviderException e) {
            if (e.status().orElse(0) == 400) {
                throw new ProviderException(e.getMessage(), e.failure(), e.getCause());
            }
            throw e;
        }
    }

    /** Alarms once more. */
    static <T> T alarming(Supplier<T> call) {
        try {
            return call.get();
        } catch (ProviderException e) {
            LOGGER.log(Level.ERROR, () -> "Provider " + e.provider() + " could not do it");
            throw e;
        }
    }
}
