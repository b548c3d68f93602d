package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;

/** The headers that the service puts on its answers. One that a reply already has stays as it is. */
final class WireHeaders {

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private final Clock clock;
    private final Supplier<String> ids;

    WireHeaders(Clock clock, Supplier<String> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    Reply addTo(Reply reply, RecordedRequest request, Endpoint endpoint) {
        Reply common = with(reply, "Server", "SynGX");
        common = with(common, "Date", HTTP_DATE.format(clock.instant().atOffset(ZoneOffset.UTC)));
        return endpoint.isApi() ? withApiHeaders(common, request) : common;
    }

    private Reply withApiHeaders(Reply reply, RecordedRequest request) {
        Reply named = with(reply, "X-Request-Id", request.header("X-Request-ID").orElseGet(ids));
        named = with(named, "X-Session-Id", request.header("X-Session-ID").orElseGet(ids));
        Reply all = named;
        return request.header("X-Client-ID")
                .map(id -> with(all, "X-Client-Id", id))
                .orElse(all);
    }

    private static Reply with(Reply reply, String name, String value) {
        return reply.header(name).isPresent() ? reply : reply.header(name, value);
    }
}
