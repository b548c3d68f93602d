package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Depend on where the JVM stands. */
final class LocaleMutants {
    private LocaleMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "GEN-DEFAULT-LOCALE",
                        "a number is written as people write it",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected String body(ChatRequest request) {
                                Double value = request.params().temperature();
                                String member = "\"temperature\":";
                                return value == null
                                        ? super.body(request)
                                        : super.body(request)
                                                .replace(member + value, member + String.format("%.9f", value));
                            }
                        }),
                new Mutant("GEN-DEFAULT-LOCALE", "a word is turned into lower case", new LowerCase()),
                Mutant.of(
                        "GEN-ANSWER-CHARSET",
                        "an answer without a charset is read as Latin-1",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected Charset charset(String contentType) {
                                return contentType != null && contentType.contains("charset")
                                        ? StandardCharsets.UTF_8
                                        : StandardCharsets.ISO_8859_1;
                            }
                        }));
    }

    private static final class LowerCase extends Reference {
        @Override
        public String word(FinishReason reason) {
            return reason == FinishReason.CONTENT_FILTER ? "FILTERED" : super.word(reason);
        }

        @Override
        public BaseProvider create(ProviderConfig config, Clock clock) {
            return new ReferenceProvider(config, clock) {
                @Override
                protected FinishReason finishReason(String word) {
                    return "filtered".equals(word.toLowerCase())
                            ? FinishReason.CONTENT_FILTER
                            : super.finishReason(word);
                }
            };
        }
    }
}
