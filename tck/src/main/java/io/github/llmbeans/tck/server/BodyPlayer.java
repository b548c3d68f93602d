package io.github.llmbeans.tck.server;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.Consumer;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.io.ssl.SslConnection;
import wiremock.org.eclipse.jetty.server.HttpConnection;
import wiremock.org.eclipse.jetty.server.HttpOutput;
import wiremock.org.eclipse.jetty.server.Response;

/** Plays a body on the connection of the request that the current thread answers, past WireMock. */
final class BodyPlayer {

    private final HttpConnection connection;
    private final Exchange exchange;
    private final Consumer<Ending> end;

    /**
     * @param end told how it ends just before the client can see it: before the last bytes, before the connection is broken
     */
    BodyPlayer(HttpConnection connection, Exchange exchange, Consumer<Ending> end) {
        this.connection = connection;
        this.exchange = exchange;
        this.end = end;
    }

    /** Sends status, headers and steps. After a proper end the connection is whole and the end of the body still to be sent. */
    void play(Reply reply, BodySteps body) {
        Response response = connection.getHttpChannel().getResponse();
        try {
            head(reply, response);
            boolean whole = send(body, response.getHttpOutput());
            if (whole && body.end() == BodySteps.End.PROPER) {
                return;
            }
            if (whole && body.end() == BodySteps.End.SILENCE) {
                exchange.silence();
            }
        } catch (IOException e) {
            exchange.leave();
        }
        end.accept(Ending.BROKEN_OFF);
        breakOff(body.end() == BodySteps.End.RESET);
    }

    private static void head(Reply reply, Response response) throws IOException {
        response.setStatus(reply.status());
        reply.headers().entries().forEach(h -> response.addHeader(h.getKey(), h.getValue()));
        if (reply.header("Content-Length").isEmpty()) {
            // Also to a client that wants the connection closed: without it the end of the body could not be told from
            // a cut.
            response.setHeader("Transfer-Encoding", "chunked");
        }
        response.flushBuffer();
    }

    private boolean send(BodySteps body, HttpOutput out) throws IOException {
        List<BodySteps.Step> steps = body.steps();
        for (int i = 0; i < steps.size(); i++) {
            boolean last = body.end() == BodySteps.End.PROPER && i == steps.size() - 1;
            if (!play(steps.get(i), last, out)) {
                return false;
            }
        }
        return true;
    }

    private boolean play(BodySteps.Step step, boolean last, HttpOutput out) throws IOException {
        if (step instanceof BodySteps.Send send) {
            return send(send, last, out);
        }
        return step instanceof BodySteps.Wait wait
                ? exchange.pause(wait.time())
                : exchange.pass(((BodySteps.Pass) step).gate());
    }

    private boolean send(BodySteps.Send send, boolean last, HttpOutput out) throws IOException {
        for (long left = send.times(); left > 0; left--) {
            if (!exchange.goesOn()) {
                return false;
            }
            if (last && left == 1) {
                end.accept(Ending.SENT);
            }
            out.write(send.bytes(), 0, send.bytes().length);
            out.flush();
            exchange.sent(send.bytes().length);
        }
        return true;
    }

    private void breakOff(boolean reset) {
        EndPoint socket = connection.getEndPoint();
        if (socket instanceof SslConnection.DecryptedEndPoint decrypted) {
            socket = decrypted.getSslConnection().getEndPoint();
        }
        try {
            SocketChannel channel = (SocketChannel) socket.getTransport();
            if (reset) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            channel.close();
        } catch (IOException e) {
            // It is closed already.
        }
        connection.getEndPoint().close();
    }
}
