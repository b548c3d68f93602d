package io.github.llmbeans.sample.stream;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.sample.KeptConversation;
import io.github.llmbeans.sample.rest.JsonBody;
import io.github.llmbeans.sample.rest.Requests;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /api/conversation/stream}: the next answer of the conversation that the server keeps, as it is written;
 * {@code DELETE} stops it. What had come of an answer that was stopped is remembered, so that one can talk about it.
 */
@WebServlet(urlPatterns = "/api/conversation/stream", asyncSupported = true)
public class ConversationStreamServlet extends EventServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("serial") // What is injected are proxies, and proxies are serializable.
    BaseProvider llm;

    @Inject
    @SuppressWarnings("serial")
    KeptConversation conversation;

    @Inject
    @SuppressWarnings("serial")
    Streams streams;

    @Override
    protected List<String> methods() {
        return List.of("DELETE", "POST");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonBody body = body(request);
        ChatRequest question = Requests.question(body);
        KeptConversation.Asked asked = conversation.ask(question, Requests.again(body));
        AnswerStream stream = streams.start(request, response, new Remembering(asked));
        asked.stoppedBy(stream::stop);
        stream.ask(llm, asked.request());
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
        conversation.stop();
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /** The session remembers; its proxy would find no session on the threads that bring the answer. */
    private record Remembering(KeptConversation.Asked asked) implements Outcome {
        @Override
        public void complete(ChatResponse response) {
            asked.answered(response);
        }

        @Override
        public void incomplete(Optional<ChatResponse> partial) {
            asked.brokenOff(partial);
        }
    }
}
