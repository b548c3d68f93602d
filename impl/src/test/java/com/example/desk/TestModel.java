package com.example.desk;

import io.github.llmbeans.MockProvider;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@Dependent
@Alternative
@Priority(1)
public class TestModel {
    @Produces
    @Singleton
    MockProvider llm() {
        return new MockProvider();
    }
}
