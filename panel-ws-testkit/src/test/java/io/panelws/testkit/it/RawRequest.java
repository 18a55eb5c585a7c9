package io.panelws.testkit.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request as text on a connection of its own. */
final class RawRequest {

    private static final int PATIENCE_MILLISECONDS = 30_000;

    private RawRequest() {}

    /** Sends it and reads until the other side ends the connection; all of that as Latin-1. */
    static String untilTheEnd(int port, String target, String host, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLISECONDS);
            String head =
                    "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
