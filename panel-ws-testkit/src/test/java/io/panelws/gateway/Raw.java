package io.panelws.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request as bytes on a connection of its own. */
final class Raw {

    private static final int PATIENCE_MILLISECONDS = 30_000;

    private Raw() {}

    /** Sends it and reads until the other side ends the connection; all of that as Latin-1. */
    static String exchange(int port, String requestLine, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLISECONDS);
            String head = requestLine + " HTTP/1.1\r\nHost: panel.example:1234\r\nConnection: close\r\n"
                    + String.join(
                            "",
                            java.util.Arrays.stream(headers)
                                    .map(h -> h + "\r\n")
                                    .toList()) + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
