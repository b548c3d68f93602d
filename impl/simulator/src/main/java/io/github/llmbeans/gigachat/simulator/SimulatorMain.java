package io.github.llmbeans.gigachat.simulator;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Starts a simulator by hand, prints what a client's environment needs, and runs until it is stopped with Ctrl-C.
 *
 * <p>The port is the first argument, or else {@code GIGACHAT_SIMULATOR_PORT}, or else any free one.
 */
public final class SimulatorMain {

    /** So that a person sees the pieces of a stream come. */
    private static final Duration LIVELY = Duration.ofMillis(30);

    private SimulatorMain() {}

    /**
     * Runs until the process is ended.
     *
     * @param args the port, or nothing
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        run(args, System.getenv(), new PrintStream(System.out, true, StandardCharsets.UTF_8), new CountDownLatch(1));
    }

    static void run(String[] args, Map<String, String> environment, PrintStream out, CountDownLatch stop)
            throws InterruptedException {
        String port = args.length > 0 ? args[0] : environment.getOrDefault("GIGACHAT_SIMULATOR_PORT", "0");
        try (GigaChatSimulator simulator = GigaChatSimulator.builder()
                .port(number(port))
                .pieceInterval(LIVELY)
                .start()) {
            out.println("# The GigaChat simulator is running; Ctrl-C stops it. Give these lines to another shell:");
            out.println("export GIGACHAT_BASE_URL=" + simulator.baseUrl());
            out.println("export GIGACHAT_AUTH_URL=" + simulator.authUrl());
            out.println("export GIGACHAT_CREDENTIALS=" + simulator.credentials());
            out.println("export GIGACHAT_SCOPE=" + simulator.scope());
            stop.await();
        }
    }

    private static int number(String port) {
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("port must be a number, was " + port, e);
        }
    }
}
