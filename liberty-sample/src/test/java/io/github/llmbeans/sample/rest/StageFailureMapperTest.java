package io.github.llmbeans.sample.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Providers;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class StageFailureMapperTest {
    private final List<Throwable> mapped = new ArrayList<>();

    @Test
    void aFailureIsMappedAsItselfHoweverManyStagesItHasCrossed() {
        StageFailureMapper mapper = new StageFailureMapper();
        mapper.providers = new OneMapper(failure -> {
            mapped.add(failure);
            return null;
        });
        IllegalStateException failure = new IllegalStateException("the failure");

        mapper.toResponse(new CompletionException(failure));
        mapper.toResponse(new CompletionException(new CompletionException(failure)));

        assertThat(mapped).containsExactly(failure, failure);
    }

    /** The mapper of every failure. */
    private record OneMapper(ExceptionMapper<Throwable> mapper) implements Providers {
        @Override
        @SuppressWarnings("unchecked")
        public <T extends Throwable> ExceptionMapper<T> getExceptionMapper(Class<T> type) {
            return (ExceptionMapper<T>) (ExceptionMapper<?>) mapper;
        }

        @Override
        public <T> MessageBodyReader<T> getMessageBodyReader(
                Class<T> type, Type generic, Annotation[] annotations, MediaType mediaType) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> MessageBodyWriter<T> getMessageBodyWriter(
                Class<T> type, Type generic, Annotation[] annotations, MediaType mediaType) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> ContextResolver<T> getContextResolver(Class<T> type, MediaType mediaType) {
            throw new UnsupportedOperationException();
        }
    }
}
