package io.github.llmbeans.tck;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.ModelInfo;
import io.github.llmbeans.TokenCount;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a vendor looks on the wire: the kit says what the server answers, the dialect says it in the vendor's form, and
 * reads the provider's requests back.
 *
 * <p>Methods are called from several threads at once and should have no state. The kit adds status, delays, faults and
 * {@code Retry-After} itself; a dialect renders bodies and the headers that belong to them.
 */
public interface Dialect {

    /**
     * What the provider wants with a request.
     *
     * @param request as it came in; look at how its path <em>ends</em>: the kit puts something of its own in front
     * @return the endpoint
     */
    Endpoint endpoint(RecordedRequest request);

    /**
     * Reads a request for an answer back into the words of the contract: messages, parameters that are really on the
     * wire, model, and the ids of session, end user and request where the vendor has a place for them.
     *
     * @param request one of {@link Endpoint#GENERATE}
     * @return what it asks for
     */
    ChatRequest read(RecordedRequest request);

    /**
     * The secret by which the provider proves who it is.
     *
     * @param request of any endpoint
     * @return the token or key as the kit gave it; unless overridden, what follows {@code Bearer} or {@code Basic} in the
     *     header {@code Authorization}
     */
    default Optional<String> credential(RecordedRequest request) {
        return request.header("Authorization").map(value -> value.substring(value.indexOf(' ') + 1));
    }

    /**
     * The header with the id that the client makes for each request.
     *
     * @return its name; empty, unless overridden, if the vendor knows no such id
     */
    default Optional<String> idHeader() {
        return Optional.empty();
    }

    /**
     * A successful answer. What the vendor has no place for is left out; the requirements of it are then not applicable.
     *
     * @param answer what the model says
     * @return status 200 in the vendor's form
     */
    Reply answer(Answer answer);

    /**
     * An error.
     *
     * @param refusal what the server says
     * @return its status and message in the vendor's form
     */
    Reply refusal(Refusal refusal);

    /**
     * An access token. To be overridden unless {@link ProviderUnderTest#cannot()} says why there is no
     * {@link Need#TOKENS}.
     *
     * @param token the token
     * @param expiresAt when it ends
     * @return status 200 in the vendor's form
     */
    default Reply token(String token, Instant expiresAt) {
        throw new UnsupportedOperationException(
                "override token(...), or give a reason for TOKENS in cannot() if the provider asks for no tokens");
    }

    /**
     * Whether a request asks for a stream. To be overridden if the provider declares
     * {@link io.github.llmbeans.Capability#STREAMING}.
     *
     * @param request one of {@link Endpoint#GENERATE}
     * @return {@code true} if the answer is to be sent by {@link #stream(List, Answer)}
     */
    default boolean streamed(RecordedRequest request) {
        throw new UnsupportedOperationException("override streamed(...): the provider declares STREAMING");
    }

    /**
     * An answer in pieces. To be overridden if the provider declares {@link io.github.llmbeans.Capability#STREAMING}. The
     * kit finds the pieces again by their text, to hold, cut or damage the stream in between. Reasoning goes before the
     * pieces, a function call after them.
     *
     * @param pieces the text of the answer, cut; may be none
     * @param answer everything else
     * @return the whole stream in the vendor's form, its end included
     */
    default Reply stream(List<String> pieces, Answer answer) {
        throw new UnsupportedOperationException("override stream(...): the provider declares STREAMING");
    }

    /**
     * Reads a request for token counts back. To be overridden if the provider declares
     * {@link io.github.llmbeans.Capability#TOKEN_COUNT}.
     *
     * @param request one of {@link Endpoint#TOKEN_COUNT}
     * @return the texts that are to be counted, and the model
     */
    default Counting counting(RecordedRequest request) {
        throw new UnsupportedOperationException("override counting(...): the provider declares TOKEN_COUNT");
    }

    /**
     * Token counts. To be overridden if the provider declares {@link io.github.llmbeans.Capability#TOKEN_COUNT}.
     *
     * @param counts one for each text, in their order
     * @return status 200 in the vendor's form
     */
    default Reply counts(List<TokenCount> counts) {
        throw new UnsupportedOperationException("override counts(...): the provider declares TOKEN_COUNT");
    }

    /**
     * The list of models. To be overridden if the provider declares {@link io.github.llmbeans.Capability#MODEL_LIST}.
     *
     * @param models in the server's order; type and owner are left out where the vendor has no place for them
     * @return status 200 in the vendor's form
     */
    default Reply models(List<ModelInfo> models) {
        throw new UnsupportedOperationException("override models(...): the provider declares MODEL_LIST");
    }

    /**
     * What anything else gets, whatever a health check asks for.
     *
     * @param request one of {@link Endpoint#OTHER}, or of an endpoint whose capability the provider does not declare
     * @return an empty JSON object unless overridden
     */
    default Reply other(RecordedRequest request) {
        return Reply.json(200, "{}");
    }

    /**
     * The vendor's word for the end of an answer.
     *
     * @param reason one of {@code STOP}, {@code LENGTH}, {@code CONTENT_FILTER}, {@code FUNCTION_CALL}
     * @return {@link FinishReason#text()} unless overridden
     */
    default String word(FinishReason reason) {
        return reason.text();
    }
}
