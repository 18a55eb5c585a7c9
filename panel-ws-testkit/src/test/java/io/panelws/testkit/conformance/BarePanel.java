package io.panelws.testkit.conformance;

import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.wire.Handshake;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A panel written to the rules of the protocol on a bare socket, HTTP and WebSocket on one port, one thread a connection. It
 * shares no code with panel-ws-jetty, and breaks the one rule that it is told to.
 */
final class BarePanel implements AutoCloseable {

    /** Short is enough: what this panel says too much leaves it in one piece with what it should say. */
    private static final Duration QUIET = Duration.ofMillis(20);

    private static final Duration REST = Duration.ofMillis(60);

    private final ServerSocket server;
    private final BareApi api = new BareApi();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Breach breach;

    BarePanel(Breach breach) throws IOException {
        this.breach = breach;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("bare-panel", this::accept);
    }

    ProbeOptions options() {
        URI url = URI.create("ws://127.0.0.1:" + server.getLocalPort());
        NodeOptions node = NodeOptions.overWebSocket(url, "vless", 1, BareApi.TOKEN);
        return new ProbeOptions(node, true, QUIET, Optional.of(api::billed), Optional.of(REST));
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                start("bare-connection", () -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            BareHead head = BareHead.read(in);
            if (head.isUpgrade()) {
                handshake(head, in, out);
            } else {
                byte[] body = in.readNBytes(Integer.parseInt("0" + head.field("content-length")));
                http(out, head, api.answer(request(head, new String(body, StandardCharsets.UTF_8))));
            }
        } catch (BareFrames.Closed e) {
            breach.closed();
        } catch (IOException dropped) {
            // As nodes do (P-14).
        }
    }

    private void handshake(BareHead head, DataInputStream in, DataOutputStream out) throws IOException {
        BareReply judged = api.answer(request(head, ""));
        int refusal = breach.refusal(head);
        if (judged.status() == 403 && !breach.letsStrangersIn()) {
            http(out, head, breach.forbidden(judged));
        } else if (refusal != 0) {
            http(out, head, BareReply.error(refusal, "No connection here."));
        } else {
            String accept = new Handshake(URI.create("/"), head.field("sec-websocket-key"), Map.of()).accept();
            out.write(
                    breach.switching("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Accept: " + accept + "\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            out.writeBytes("\r\n");
            BareFrames frames = new BareFrames(in, out, breach);
            breach.opened(frames);
            frames.flush();
            while (true) {
                answer(frames.readMessage(), head, frames);
            }
        }
    }

    private void answer(String text, BareHead head, BareFrames frames) throws IOException {
        Optional<Long> id = Optional.empty();
        BareReply reply;
        try {
            BareMessage message = new BareMessage(text);
            id = message.id();
            reply = breach.answer(message.request(head.query()), head, api);
        } catch (BareMessage.Refused e) {
            reply = e.reply();
        }
        breach.send(frames, text, breach.text(breach.changed(text, reply).json(id)));
        frames.flush();
    }

    private static BareApi.Request request(BareHead head, String body) {
        return new BareApi.Request(head.method(), head.path(), head.query(), head.field("if-none-match"), body);
    }

    private static void http(DataOutputStream out, BareHead head, BareReply reply) throws IOException {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + reply.status() + " Bare\r\nConnection: close\r\n");
        reply.headers().forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        text.append("Content-Length: " + body.length + "\r\n\r\n");
        out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
