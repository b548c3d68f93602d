package io.github.llmbeans.sample.stream;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.sample.rest.JsonBody;
import io.github.llmbeans.sample.rest.Requests;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** {@code POST /api/stream}: a conversation that the caller keeps; the answer comes as it is written. */
@WebServlet(urlPatterns = "/api/stream", asyncSupported = true)
public class StreamServlet extends EventServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("serial") // What is injected is a proxy, and proxies are serializable.
    BaseProvider llm;

    @Inject
    @SuppressWarnings("serial")
    Streams streams;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonBody body = body(request);
        ChatRequest question = Requests.chat(body);
        streams.start(request, response, new Nothing()).ask(llm, () -> question);
    }

    /** Nobody remembers. */
    private static final class Nothing implements Outcome {
        @Override
        public boolean complete(ChatResponse response) {
            return true; // Nobody expects it to be.
        }

        @Override
        public void incomplete(Optional<ChatResponse> partial) {}
    }
}
