package io.github.llmbeans.tck.server;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Gives each request that WireMock has read to the fake server, and its reply back to WireMock. */
final class Bridge implements ResponseTransformerV2 {

    private final Function<Incoming, Response> server;

    Bridge(Function<Incoming, Response> server) {
        this.server = server;
    }

    /** A request before it has its number. */
    record Incoming(RequestLine line, Map<String, List<String>> headers, byte[] body) {}

    @Override
    public Response transform(Response ignored, ServeEvent event) {
        Request request = event.getRequest();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (HttpHeader header : request.getHeaders().all()) {
            headers.computeIfAbsent(header.key(), name -> new ArrayList<>()).addAll(header.values());
        }
        RequestLine line = RequestLine.of(request.getMethod().getName(), request.getUrl());
        return server.apply(new Incoming(line, headers, request.getBody()));
    }

    @Override
    public boolean applyGlobally() {
        return true;
    }

    @Override
    public String getName() {
        return "fake-server";
    }
}
