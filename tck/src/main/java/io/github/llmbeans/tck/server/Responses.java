package io.github.llmbeans.tck.server;

import com.github.tomakehurst.wiremock.http.ChunkedDribbleDelay;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns a reply into what WireMock sends. */
final class Responses {

    private Responses() {}

    static Response of(Reply reply) {
        byte[] body = reply.body();
        Response.Builder response = Response.response().status(reply.status());
        Fault fault = reply.sending().fault();
        Dribble dribble = reply.sending().dribble();
        if (fault == Fault.TRUNCATED_BODY) {
            // Less than the announced length: Jetty sends what it has and then drops the connection.
            return response.headers(headers(reply, body.length))
                    .body(Arrays.copyOf(body, body.length / 2))
                    .build();
        }
        if (fault != null) {
            return response.fault(kind(fault)).build();
        }
        if (dribble != null && body.length > 0) {
            // WireMock wants whole milliseconds in an int.
            int millis = (int) Math.min(Integer.MAX_VALUE, dribble.total().toMillis());
            return response.headers(headers(reply, -1))
                    .body(body)
                    .chunkedDribbleDelay(new ChunkedDribbleDelay(dribble.chunks(), millis))
                    .build();
        }
        boolean neverHasBody = reply.status() == 204 || reply.status() == 304;
        return response.headers(headers(reply, neverHasBody ? -1 : body.length))
                .body(body)
                .build();
    }

    private static HttpHeaders headers(Reply reply, int length) {
        List<HttpHeader> headers = new ArrayList<>();
        reply.headers().entries().forEach(h -> headers.add(HttpHeader.httpHeader(h.getKey(), h.getValue())));
        if (length >= 0 && reply.header("Content-Length").isEmpty()) {
            headers.add(HttpHeader.httpHeader("Content-Length", Integer.toString(length)));
        }
        return new HttpHeaders(headers);
    }

    private static com.github.tomakehurst.wiremock.http.Fault kind(Fault fault) {
        return switch (fault) {
            case CONNECTION_RESET -> com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER;
            case EMPTY_RESPONSE -> com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE;
            case GARBAGE -> com.github.tomakehurst.wiremock.http.Fault.RANDOM_DATA_THEN_CLOSE;
            case TRUNCATED_BODY -> throw new IllegalStateException("a truncated body is an ordinary response");
        };
    }
}
