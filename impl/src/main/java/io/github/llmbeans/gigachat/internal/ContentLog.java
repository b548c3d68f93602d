package io.github.llmbeans.gigachat.internal;

import io.github.llmbeans.CallInfo;
import io.github.llmbeans.CallObservation;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.Message;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.config.Setting;
import io.github.llmbeans.gigachat.internal.error.Secrets;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes prompts and answers at DEBUG, if that is switched on: when a call has ended, since only then its request id is
 * known. One line each; keys and tokens are masked.
 */
final class ContentLog implements CallObserver {
    private static final System.Logger LOG = System.getLogger(ContentLog.class.getName());

    private final String provider;
    private final Secrets secrets;

    private ContentLog(String provider, Secrets secrets) {
        this.provider = provider;
        this.secrets = secrets;
    }

    /** Nobody, or the log; then there is a warning. */
    static CallObserver of(GigaChatSettings settings, Secrets secrets) {
        if (!settings.logsContent()) {
            return CallObserver.none();
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "!!! Provider ''{0}'' writes prompts and answers into its log at DEBUG, since {1} is true",
                settings.name(),
                settings.names().of(Setting.LOG_CONTENT));
        return new ContentLog(settings.name(), secrets);
    }

    @Override
    public CallObservation begin(CallInfo call) {
        return LOG.isLoggable(System.Logger.Level.DEBUG) ? new Ended(call.request()) : CallObservation.NONE;
    }

    private final class Ended implements CallObservation {
        private final ChatRequest request;

        Ended(ChatRequest request) {
            this.request = request;
        }

        @Override
        public void answered(@Nullable ChatResponse answer) {
            String id = answer == null ? null : answer.requestId();
            asked(id);
            if (answer != null) {
                say("answered", id, parts(answer.text(), answer.functionCall()));
            }
        }

        @Override
        public void failed(Throwable failure) {
            asked(failure instanceof ProviderException ours ? ours.requestId().orElse(null) : null);
        }

        @Override
        public void cancelled() {
            asked(null);
        }

        private void asked(@Nullable String id) {
            say("was asked", id, request.messages().stream().map(this::said).collect(Collectors.joining(" | ")));
        }

        private String said(Message message) {
            return message.role().text() + ": " + parts(message.content(), message.functionCall());
        }

        private String parts(String text, @Nullable FunctionCall call) {
            return call == null ? text : text + " calls " + call.name() + " " + call.arguments();
        }

        private void say(String what, @Nullable String serverId, String content) {
            String id = serverId == null ? request.requestId() : serverId;
            LOG.log(
                    System.Logger.Level.DEBUG,
                    () -> "Provider '" + provider + "' " + what + (id == null ? "" : ", request id " + id) + ": "
                            + oneLine(secrets.mask(content)));
        }
    }

    /** Every character that could end a line or hide is shown by its number. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }
}
