package io.github.llmbeans.sample.it;

import io.github.llmbeans.CallEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down which calls were told. */
@ApplicationScoped
public class CallJournal {
    private final List<String> told = new CopyOnWriteArrayList<>();

    void note(@Observes CallEvent event) {
        told.add(event.getClass().getSimpleName() + " " + event.provider());
    }

    List<String> told() {
        return told;
    }

    void clear() {
        told.clear();
    }
}
