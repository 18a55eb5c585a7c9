package io.panelws.testkit.conformance;

import io.panelws.api.WsRequest;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.wire.Deadline;
import io.panelws.testkit.wire.Dialler;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One call over plain HTTP, on a connection of its own: what the same panel says without panel-ws. */
final class HttpCall {

    /** The answer to it. */
    record Answer(HttpHead head, byte[] body) {

        int status() {
            return head.status();
        }

        String text() {
            return HttpBody.text(body);
        }
    }

    private HttpCall() {}

    static Answer make(NodeOptions node, WsRequest request, WireLog log) throws IOException {
        URI url = node.httpUrl(request.path());
        log.remark("over HTTP, to " + url.getScheme() + "://" + url.getRawAuthority());
        try (Socket socket = Dialler.dial(url, node.tls(), Deadline.in(node.timeout()))) {
            socket.setSoTimeout(Math.toIntExact(node.timeout().toMillis()));
            socket.getOutputStream().write(bytes(url, request, log));
            socket.getOutputStream().flush();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            HttpHead head = HttpHead.read(in);
            while (head.status() < 200) {
                head = HttpHead.read(in);
            }
            head.text().lines().forEach(log::received);
            byte[] body = HttpBody.read(in, head, request.method());
            if (body.length > 0) {
                log.received(HttpBody.text(body));
            }
            return new Answer(head, body);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IOException("the answer over HTTP has no readable length", e);
        }
    }

    private static byte[] bytes(URI url, WsRequest request, WireLog log) throws IOException {
        StringBuilder head = new StringBuilder()
                .append(request.method() + " " + url.getRawPath() + "?" + url.getRawQuery() + " HTTP/1.1\n")
                .append("Host: " + url.getRawAuthority() + "\n")
                .append("Connection: close\n");
        request.headers().forEach((name, values) -> values.forEach(value -> head.append(name + ": " + value + "\n")));
        if (!request.method().equals("GET") || request.body().length > 0) {
            head.append("Content-Length: " + request.body().length + "\n");
        }
        head.toString().lines().forEach(log::sent);
        if (request.body().length > 0) {
            log.sent(HttpBody.text(request.body()));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write((head.toString().replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8));
        bytes.write(request.body());
        return bytes.toByteArray();
    }
}
