package io.panelws.jetty.contract;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** HTTP/1.1 over a bare socket, so that nothing is made better on the way. A socket for each request. */
final class HttpTransport implements Transport {

    private static final List<String> WITH_LENGTH = List.of("POST", "PUT", "PATCH");

    private final int port;
    private final String contextPath;
    private final Map<String, String> addedHeaders;

    HttpTransport(int port, String contextPath, Map<String, String> addedHeaders) {
        this.port = port;
        this.contextPath = contextPath;
        this.addedHeaders = addedHeaders;
    }

    @Override
    public Outcome exchange(CaseRequest request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(bytesOf(request));
            out.flush();
            return new HttpAnswerReader(new BufferedInputStream(socket.getInputStream())).read(request.method());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytesOf(CaseRequest request) {
        StringBuilder head = new StringBuilder();
        line(head, request.method() + " " + target(request.path()) + " HTTP/1.1");
        line(head, "Host: 127.0.0.1:" + port);
        if (!request.headers().containsKey("User-Agent")) {
            line(head, "User-Agent: " + USER_AGENT);
        }
        request.headers().forEach((name, values) -> values.forEach(value -> line(head, name + ": " + value)));
        if (request.body().length > 0 || WITH_LENGTH.contains(request.method())) {
            line(head, "Content-Length: " + request.body().length);
        }
        addedHeaders.forEach((name, value) -> line(head, name + ": " + value));
        line(head, "");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(request.body());
        return bytes.toByteArray();
    }

    private static void line(StringBuilder head, String text) {
        head.append(text).append("\r\n");
    }

    private String target(String pathQuery) {
        int mark = pathQuery.indexOf('?');
        String path = mark < 0 ? pathQuery : pathQuery.substring(0, mark);
        String query = mark < 0 ? "" : pathQuery.substring(mark + 1);
        return encoded(contextPath + path + "?" + NODE + (query.isEmpty() ? "" : "&" + query));
    }

    /** A request line is ASCII without spaces: an HTTP client encodes the rest. */
    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7F) {
                encoded.append((char) b);
            } else {
                encoded.append(String.format("%%%02X", b & 0xFF));
            }
        }
        return encoded.toString();
    }

    @Override
    public void close() {}
}
