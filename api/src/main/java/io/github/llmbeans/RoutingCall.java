package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.util.List;
import java.util.Objects;

/**
 * What a {@link RoutingStrategy} decides about. Immutable.
 *
 * @param number how many calls of this router have been decided about before: 0 for the first one
 * @param request what is asked; it holds the prompt. {@code toString()} is without content
 * @param streamed whether the answer is wanted in pieces
 * @param members who can be asked, at least one, in the order in which they were added; without those that are passed
 *     over at the moment. Unmodifiable
 */
public record RoutingCall(long number, ChatRequest request, boolean streamed, List<RoutingMember> members) {
    /**
     * Checks and copies.
     *
     * @throws NullPointerException if the request, the list or one of the members is {@code null}
     */
    public RoutingCall {
        Objects.requireNonNull(request, "request must not be null");
        members = Checks.noNulls("members", members);
    }
}
