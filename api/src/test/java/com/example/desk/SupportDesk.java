package com.example.desk;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.RateLimitException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

@Dependent
public class SupportDesk {
    private final BaseProvider llm;

    @Inject
    public SupportDesk(BaseProvider llm) {
        this.llm = llm;
    }

    public String answer(String question) {
        try {
            return llm.generate("Answer in one sentence: " + question);
        } catch (RateLimitException e) {
            return "Too many questions at the moment. Please ask again.";
        }
    }
}
