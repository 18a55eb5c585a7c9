package io.panelws.testkit.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Connects to where a {@code ws} or {@code wss} URL points (P-1). */
final class Dialler {

    private static final int WS_PORT = 80;
    private static final int WSS_PORT = 443;
    private static final String[] TLS = {"TLSv1.3", "TLSv1.2"};

    private Dialler() {}

    static Socket connect(Socket socket, URI url, Deadline deadline) throws IOException {
        boolean secure = url.getScheme().equals("wss");
        int port = url.getPort() >= 0 ? url.getPort() : secure ? WSS_PORT : WS_PORT;
        String host = url.getHost();
        socket.connect(new InetSocketAddress(host, port), Math.max(1, deadline.remainingMillis()));
        socket.setTcpNoDelay(true);
        return secure ? secured(socket, host, port) : socket;
    }

    /** TLS with what {@link SSLContext#getDefault()} trusts, the host's name checked. */
    private static Socket secured(Socket socket, String host, int port) throws IOException {
        SSLSocketFactory factory = defaultContext().getSocketFactory();
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(TLS);
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static SSLContext defaultContext() throws IOException {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("the platform's TLS is not set up", e);
        }
    }
}
