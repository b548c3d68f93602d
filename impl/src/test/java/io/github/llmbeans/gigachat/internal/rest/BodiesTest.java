package io.github.llmbeans.gigachat.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.gigachat.internal.error.BrokenAnswerException;
import io.github.llmbeans.gigachat.internal.error.Endpoint;
import io.github.llmbeans.gigachat.internal.error.NetworkFailures;
import io.github.llmbeans.gigachat.internal.error.Secrets;
import io.github.llmbeans.gigachat.internal.error.SettingNames;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers whose body cannot be read at all: of one that breaks off in its headers Jersey and CXF make such. */
@Tag("engine")
class BodiesTest {
    private final NetworkFailures failures = new NetworkFailures(
            "sales", SettingNames.withPrefix("gigachat."), new Secrets(null, () -> List.of("secret-token")));

    @Test
    void anAnswerWithoutABodyIsABrokenOne() {
        BrokenAnswerException e = broken();

        assertThat(e.getCause()).hasMessage("the answer has no body");
        assertThat(e.getCause().getSuppressed()).hasSize(1);
    }

    @Test
    void aTokenRequestWithSuchAnAnswerMayBeSentAgainAndAnyOtherMayNot() {
        ProviderException token = failures.exception(broken(), Endpoint.OAUTH, URI.create("https://auth.example"));
        ProviderException answer = failures.exception(broken(), Endpoint.API, URI.create("https://api.example"));

        assertThat(token)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining(
                        "gave no whole answer: IOException the answer has no body. Check gigachat.auth-url");
        assertThat(token.retryable()).isTrue();
        assertThat(answer).hasMessageContaining("the answer has no body. It may have done what it was asked for");
        assertThat(answer.retryable()).isFalse();
    }

    /** One that nobody can read, on any engine. */
    private static BrokenAnswerException broken() {
        Response closed = Response.ok().build();
        closed.close();
        return catchThrowableOfType(BrokenAnswerException.class, () -> Bodies.read(closed, 100));
    }
}
