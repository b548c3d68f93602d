package io.github.llmbeans.sample.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The REST API below {@code /api}. Lists its classes, so that no server takes a client interface for a resource. */
@ApplicationPath("/api")
public class SampleApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                GenerateResource.class,
                ChatResource.class,
                ConversationResource.class,
                OpinionsResource.class,
                InfoResource.class,
                ModelsResource.class,
                OperationsResource.class,
                JsonBodyReader.class,
                BodyLimit.class,
                NoStore.class,
                InvalidBodyMapper.class,
                ProviderExceptionMapper.class,
                HttpErrorMapper.class,
                StageFailureMapper.class,
                UnexpectedErrorMapper.class,
                UnexpectedRuntimeExceptionMapper.class);
    }
}
