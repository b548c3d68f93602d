package io.github.llmbeans.sample.stream;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.sample.conversation.Asked;
import io.github.llmbeans.sample.conversation.ConversationId;
import io.github.llmbeans.sample.conversation.Conversations;
import io.github.llmbeans.sample.conversation.KeptConversation;
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
 * {@code POST /api/conversation/stream}: the next answer of a conversation that the server keeps, as it is written;
 * {@code DELETE} stops it, and no answer of another conversation. What had come of an answer that was stopped is
 * remembered, so that one can talk about it.
 */
@WebServlet(urlPatterns = "/api/conversation/stream", asyncSupported = true)
public class ConversationStreamServlet extends EventServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("serial") // What is injected are proxies, and proxies are serializable.
    BaseProvider llm;

    @Inject
    @SuppressWarnings("serial")
    Conversations conversations;

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
        boolean again = Requests.again(body);
        Asked asked = conversations.open(conversation(request)).ask(question, again);
        AnswerStream stream = streams.start(request, response, new Remembering(asked));
        asked.stoppedBy(stream::stop);
        streams.ask(stream, llm, asked::request);
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
        conversations.find(conversation(request)).ifPresent(KeptConversation::stop);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static ConversationId conversation(HttpServletRequest request) {
        return Requests.conversation(request.getParameter("id"));
    }

    /** The session remembers; its proxy would find no session on the threads that bring the answer. */
    private record Remembering(Asked asked) implements Outcome {
        @Override
        public boolean complete(ChatResponse response) {
            return asked.answered(response);
        }

        @Override
        public void incomplete(Optional<ChatResponse> partial) {
            asked.brokenOff(partial);
        }
    }
}
