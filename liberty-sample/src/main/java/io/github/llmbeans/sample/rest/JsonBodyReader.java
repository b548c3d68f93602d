package io.github.llmbeans.sample.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;

/** Reads a request body into a {@link JsonBody}; what is not one JSON object is an {@link InvalidBodyException}. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class JsonBodyReader implements MessageBodyReader<JsonBody> {
    /** How long a question may be is for {@link BodyLimit} to say. TomEE's parser takes 8,192 characters unless told otherwise. */
    private static final JsonParserFactory PARSERS =
            Json.createParserFactory(Map.of("org.apache.johnzon.max-string-length", 65_536));

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == JsonBody.class;
    }

    @Override
    public JsonBody readFrom(
            Class<JsonBody> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return read(body);
    }

    /**
     * Reads a whole body.
     *
     * @param body what the caller sends
     * @return the JSON object in it
     * @throws IOException if it cannot be read to its end
     * @throws InvalidBodyException if it is not one JSON object
     */
    public static JsonBody read(InputStream body) throws IOException {
        return new JsonBody(parse(body.readAllBytes()));
    }

    private static JsonObject parse(byte[] body) {
        try (JsonParser parser = PARSERS.createParser(new ByteArrayInputStream(body))) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                throw new InvalidBodyException("The body must be a JSON object");
            }
            JsonObject object = parser.getObject();
            // Fails if something follows.
            parser.hasNext();
            return object;
        } catch (InvalidBodyException e) {
            throw e;
        } catch (JsonParsingException e) {
            throw new InvalidBodyException("The body must be one JSON object; it goes wrong at line "
                    + e.getLocation().getLineNumber() + ", column "
                    + e.getLocation().getColumnNumber());
        } catch (RuntimeException | StackOverflowError e) {
            // Empty, not in UTF-8, nested a thousand times, and whatever else a parser refuses in its own way.
            throw new InvalidBodyException("The body must be one JSON object in UTF-8");
        }
    }
}
