package io.github.llmbeans.gigachat.internal.token;

/** The two ways to ask for a token; what is promised to one is promised to the other. */
enum CallerKind {
    BLOCKING {
        @Override
        Caller call(TokenCache cache) {
            Caller caller = Caller.blocking(() -> cache.get(CacheFixture.patient()));
            caller.awaitWaitingOrDone();
            return caller;
        }
    },
    ASYNC {
        @Override
        Caller call(TokenCache cache) {
            return Caller.async(cache.getAsync());
        }
    };

    /** Asks, and returns once the caller has its outcome or waits for it. */
    abstract Caller call(TokenCache cache);
}
