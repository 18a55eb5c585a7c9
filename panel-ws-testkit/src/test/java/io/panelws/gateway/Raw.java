package io.panelws.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A request as bytes on a connection of its own. */
final class Raw {

    private static final int PATIENCE_MILLISECONDS = 30_000;

    private Raw() {}

    /** Sends it and reads until the other side ends the connection; all of that as Latin-1. */
    static String exchange(int port, String requestLine, String... headers) throws IOException {
        return exchangeAs("panel.example:1234", port, requestLine, "", headers);
    }

    /** The same for another {@code Host}, perhaps with a body in ASCII. */
    static String exchangeAs(String host, int port, String requestLine, String body, String... headers)
            throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLISECONDS);
            String more = Arrays.stream(headers).map(header -> header + "\r\n").collect(Collectors.joining());
            String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
            String whole = requestLine + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + more + length
                    + "\r\n" + body;
            socket.getOutputStream().write(whole.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
