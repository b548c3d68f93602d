package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.EventStream;
import io.github.llmbeans.StreamEvent;

/** Passes on what an open stream gives; a mutant overrides one method. */
class EventsRelayed implements EventStream {
    protected final EventStream inner;

    EventsRelayed(EventStream inner) {
        this.inner = inner;
    }

    @Override
    public StreamEvent next() {
        return inner.next();
    }

    @Override
    public void close() {
        inner.close();
    }
}
