package io.github.llmbeans.gigachat.benchmark;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Sockets that send the same bytes again and again and look at nothing: how fast the server is. */
public final class RawClient {
    private static final String BODY =
            "{\"model\":\"GigaChat-2-Pro\",\"messages\":[{\"role\":\"user\",\"content\":\"Why do beans need a container?\"}]}";

    private RawClient() {}

    /** Arguments: the port, connections, milliseconds, and what is accepted. */
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        int connections = Integer.parseInt(args[1]);
        byte[] request = ("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer none\r\n"
                        + "Accept: " + args[3] + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + BODY.length() + "\r\n\r\n" + BODY)
                .getBytes(StandardCharsets.US_ASCII);
        int answer = lengthOfAnAnswer(port, request);
        AtomicLong calls = new AtomicLong();
        Thread[] threads = new Thread[connections];
        long begin = System.nanoTime();
        long end = begin + Long.parseLong(args[2]) * 1_000_000;
        for (int i = 0; i < connections; i++) {
            threads[i] = new Thread(() -> calls.addAndGet(blast(port, request, answer, end)));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(new Figures()
                .with("calls", calls.get())
                .with("rate", calls.get() / ((System.nanoTime() - begin) / 1e9))
                .line());
    }

    private static int lengthOfAnAnswer(int port, byte[] request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request);
            Thread.sleep(300);
            return socket.getInputStream().available();
        }
    }

    private static long blast(int port, byte[] request, int answer, long end) {
        byte[] bytes = new byte[answer];
        long calls = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (System.nanoTime() - end < 0) {
                out.write(request);
                in.readFully(bytes);
                calls++;
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return calls;
    }
}
