package io.github.llmbeans.gigachat.simulator;

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
import java.util.stream.Collectors;

/** Reads a stream line by line, for a client that may leave at any time. */
final class StreamReader implements AutoCloseable {

    private final HttpResponse<InputStream> response;
    private final BufferedReader reader;
    private final List<String> lines = new ArrayList<>();
    private boolean broken;

    StreamReader(HttpResponse<InputStream> response) {
        this.response = response;
        this.reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    /** Reads until a line has this in it. */
    StreamReader until(String text) {
        while (lines.isEmpty() || !lines.get(lines.size() - 1).contains(text)) {
            if (!next()) {
                throw new AssertionError("no \"" + text + "\" in " + lines);
            }
        }
        return this;
    }

    StreamReader toTheEnd() {
        while (next()) {
            // Kept in the list.
        }
        return this;
    }

    /** Whether the connection ended in the middle of the response. */
    boolean broken() {
        return broken;
    }

    List<String> lines() {
        return lines;
    }

    /** The data of the events that are JSON objects. */
    List<JsonObject> objects() {
        return lines.stream()
                .filter(line -> line.startsWith("data: {"))
                .flatMap(line -> Json.readObject(line.substring("data: ".length())).stream())
                .toList();
    }

    List<JsonObject> deltas() {
        return objects().stream()
                .filter(object -> object.containsKey("choices"))
                .map(object -> object.getJsonArray("choices").getJsonObject(0).getJsonObject("delta"))
                .toList();
    }

    /** The text of the answer so far. */
    String text() {
        return deltas().stream()
                .filter(delta -> !delta.getString("role", "").equals("function_in_progress"))
                .map(delta -> delta.getString("content"))
                .collect(Collectors.joining());
    }

    String finishReason() {
        return last().getJsonArray("choices").getJsonObject(0).getString("finish_reason", "none");
    }

    JsonObject last() {
        return objects().get(objects().size() - 1);
    }

    private boolean next() {
        try {
            String line = reader.readLine();
            if (line != null) {
                lines.add(line);
            }
            return line != null;
        } catch (IOException e) {
            broken = true;
            return false;
        }
    }

    /** Hangs up. */
    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
