package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.Fault;
import io.github.llmbeans.tck.server.Reply;
import java.util.Optional;

/** The errors and faults that a prompt can ask for. */
final class MagicErrors {

    private MagicErrors() {}

    static Optional<Reply> of(MagicPrompt prompt) {
        return Optional.ofNullable(
                        switch (prompt.name()) {
                            case "400" -> WireErrors.invalidJson();
                            case "401" -> WireErrors.unauthorized();
                            case "402" -> WireErrors.paymentRequired();
                            case "403" -> WireErrors.permissionDenied();
                            case "404" -> WireErrors.noSuchModel();
                            case "413" -> WireErrors.payloadTooLarge();
                            case "422" -> WireErrors.invalidParams("the prompt asked for this error");
                            case "429" -> WireErrors.tooManyRequests();
                            case "200-429" -> WireErrors.okWith429Body();
                            case "500" -> WireErrors.internalError();
                            case "502" -> WireErrors.gatewayHtml502();
                            case "503", "html" -> WireErrors.gatewayHtml503();
                            case "504" -> WireErrors.gatewayHtml504();
                            case "reset" -> Reply.broken(Fault.CONNECTION_RESET);
                            case "empty" -> Reply.broken(Fault.EMPTY_RESPONSE);
                            case "cut" -> WireAnswers.completion("cut").fault(Fault.TRUNCATED_BODY);
                            default -> null;
                        })
                .map(reply -> prompt.number().isPresent()
                        ? reply.header(
                                "Retry-After", Integer.toString(prompt.number().getAsInt()))
                        : reply);
    }
}
