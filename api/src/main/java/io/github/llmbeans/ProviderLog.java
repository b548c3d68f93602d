package io.github.llmbeans;

import io.github.llmbeans.internal.Texts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one provider writes into its log: always its name first, on one line. */
final class ProviderLog {
    private final System.Logger logger;
    private final String provider;

    ProviderLog(System.Logger logger, String provider) {
        this.logger = logger;
        this.provider = provider;
    }

    /**
     * The one line of a call that has failed. A caller who gives up is not a failure of the provider.
     *
     * @param request whose own id stands for the server's if that is not known; {@code null} if it is no chat
     */
    <E extends ProviderException> E failed(E failure, @Nullable ChatRequest request) {
        String own = request == null ? null : request.requestId();
        String id = failure.requestId()
                .or(() -> Optional.ofNullable(own))
                .map(value -> ", request id " + value)
                .orElse("");
        System.Logger.Level level =
                failure instanceof ProviderInterruptedException ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR;
        String withheld = failure.withheld() == null ? "" : ", not repeated since " + failure.withheld();
        log(level, "failed after " + failure.attempts() + " attempt(s)" + withheld + id + ": " + said(failure));
        return failure;
    }

    /** The message, which may begin with the name that the line has already. */
    private String said(ProviderException failure) {
        String message = String.valueOf(failure.getMessage());
        String name = "Provider '" + provider + "'";
        return message.startsWith(name) ? message.substring(name.length()).replaceFirst("^:? ", "") : message;
    }

    void log(System.Logger.Level level, String what) {
        logger.log(level, () -> Texts.oneLine("Provider '" + provider + "' " + what));
    }
}
