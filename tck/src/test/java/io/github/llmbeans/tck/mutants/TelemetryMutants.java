package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.CallInfo;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.reference.ReferenceTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.function.Function;

/** Tell OpenTelemetry something else than what the conventions say. */
final class TelemetryMutants {
    private TelemetryMutants() {}

    static List<Mutant> all() {
        return List.of(
                mutant(
                        "TEL-METRICS",
                        "the tokens of the answer count as those of the prompt",
                        openTelemetry -> new ReferenceTelemetry(openTelemetry) {
                            @Override
                            protected void cost(String type, long count, Attributes attributes) {
                                super.cost("input", count, attributes);
                            }
                        }),
                mutant(
                        "TEL-DURATION-UNIT",
                        "whole seconds are told",
                        openTelemetry -> new ReferenceTelemetry(openTelemetry) {
                            @Override
                            protected double duration(long nanos) {
                                return Math.floor(super.duration(nanos));
                            }
                        }),
                mutant(
                        "TEL-DURATION-UNIT",
                        "milliseconds are told",
                        openTelemetry -> new ReferenceTelemetry(openTelemetry) {
                            @Override
                            protected double duration(long nanos) {
                                return super.duration(nanos) * 1000;
                            }
                        }),
                mutant(
                        "TEL-BOUNDED-ATTRIBUTES",
                        "the message of a failure is an attribute",
                        openTelemetry -> new ReferenceTelemetry(openTelemetry) {
                            @Override
                            protected AttributesBuilder attributes(
                                    CallInfo call, ChatResponse answer, Throwable failure) {
                                AttributesBuilder attributes = super.attributes(call, answer, failure);
                                return failure == null
                                        ? attributes
                                        : attributes.put("error.message", failure.getMessage());
                            }
                        }),
                mutant(
                        "TEL-SPANS",
                        "a failed call looks like any other",
                        openTelemetry -> new ReferenceTelemetry(openTelemetry) {
                            @Override
                            protected void failed(Span span) {
                                // Not marked.
                            }
                        }),
                mutant(
                        "TEL-CONTENT-UNTOLD",
                        "the prompt is told to those who look for errors",
                        openTelemetry -> new ReferenceTelemetry(openTelemetry) {
                            @Override
                            protected void tell(Span span, CallInfo call, ChatResponse answer) {
                                super.tell(span, call, answer);
                                span.setAttribute(
                                        "gen_ai.input.messages",
                                        call.request().messages().get(0).content());
                            }
                        }));
    }

    private static Mutant mutant(String id, String what, Function<OpenTelemetry, ReferenceTelemetry> broken) {
        return new Mutant(id, what, new Reference() {
            @Override
            public BaseProvider createWithTelemetry(ProviderConfig config, OpenTelemetry openTelemetry) {
                return createObserved(config, broken.apply(openTelemetry)).orElseThrow();
            }
        });
    }
}
