package io.github.llmbeans.gigachat.internal.rest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Puts TLS on sockets that {@link OpenSockets} can close. It has no unconnected sockets, as is every factory's right, so it
 * is given connected ones: closing such a socket neither waits for the thread that reads through TLS nor for the server.
 */
final class WatchedSocketFactory extends SSLSocketFactory {
    private final SSLSocketFactory factory;
    private final OpenSockets sockets;

    WatchedSocketFactory(SSLSocketFactory factory, OpenSockets sockets) {
        this.factory = factory;
        this.sockets = sockets;
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        sockets.add(connected);
        Socket secure = factory.createSocket(connected, host, port, autoClose);
        sockets.secured(secure);
        return secure;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return layered(new Socket(host, port), host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return layered(new Socket(host, port, localHost, localPort), host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return layered(new Socket(host, port), host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return layered(new Socket(host, port, localHost, localPort), host.getHostAddress(), port);
    }

    private Socket layered(Socket connected, String host, int port) throws IOException {
        return createSocket(connected, host, port, true);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return factory.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return factory.getSupportedCipherSuites();
    }
}
