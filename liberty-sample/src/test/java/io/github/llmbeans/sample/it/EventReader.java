package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads an answer event by event, as it comes. Closing it closes the connection. */
final class EventReader implements AutoCloseable {
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    EventReader(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** An event, or a comment, which has no data. */
    record Event(String name, JsonObject data) {
        String text() {
            return data.getString("text");
        }
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    /** The next event; blocks. */
    Event next() {
        Event event;
        do {
            event = nextOrComment();
        } while (event.name().equals(":"));
        return event;
    }

    Event next(String name) {
        Event event = next();
        assertThat(event.name()).as(event.toString()).isEqualTo(name);
        return event;
    }

    /** All that come until the answer ends. */
    List<Event> rest() {
        List<Event> all = new ArrayList<>();
        Event event;
        do {
            event = next();
            all.add(event);
        } while (!event.name().equals("finished") && !event.name().equals("error"));
        assertThat(line()).as("after the last event").isNull();
        return all;
    }

    Event nextOrComment() {
        String first = line();
        assertThat(first).as("a line of an event").isNotNull();
        if (first.startsWith(":")) {
            assertThat(line()).isEmpty();
            return new Event(":", JsonObject.EMPTY_JSON_OBJECT);
        }
        assertThat(first).startsWith("event: ");
        String data = line();
        assertThat(data).startsWith("data: ");
        assertThat(line()).isEmpty();
        return new Event(first.substring(7), Api.read(data.substring(6)).asJsonObject());
    }

    private String line() {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
