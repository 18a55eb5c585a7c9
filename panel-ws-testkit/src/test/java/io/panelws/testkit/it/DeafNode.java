package io.panelws.testkit.it;

import io.panelws.testkit.wire.Deadline;
import io.panelws.testkit.wire.Dialler;
import io.panelws.testkit.wire.Frame;
import io.panelws.testkit.wire.Handshake;
import io.panelws.testkit.wire.HttpHead;
import io.panelws.testkit.wire.Tls;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A node that asks for the users and reads no byte of the answer before it is told to. */
final class DeafNode implements Closeable {

    private static final int LARGEST_FRAME = 1 << 20;

    private final Socket socket;

    DeafNode(URI url, Tls tls) throws IOException {
        Deadline deadline = Deadline.in(Duration.ofSeconds(30));
        socket = Dialler.dial(url, tls, deadline);
        // Less than a segment of the loopback interface would keep the window shut for minutes.
        socket.setReceiveBufferSize(256 << 10);
        Handshake handshake = Handshake.to(url);
        socket.getOutputStream().write(handshake.head().bytes());
        HttpHead answer = HttpHead.readAnswer(socket.getInputStream());
        if (!handshake.isProvenBy(answer)) {
            throw new IOException(answer.text());
        }
        byte[] message =
                "{\"method\":\"GET\",\"path\":\"/api/v1/server/UniProxy/user\"}".getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream()
                .write(Frame.of(Frame.TEXT, true, message).masked().bytes());
    }

    /** Reads the answer after all; its bytes, as they are in frames. */
    long read() throws IOException {
        socket.setSoTimeout(60_000);
        long bytes = 0;
        while (true) {
            Frame frame = Frame.read(socket.getInputStream(), LARGEST_FRAME);
            if (frame.opcode() == Frame.TEXT || frame.opcode() == Frame.CONTINUATION) {
                bytes += frame.payload().length;
                if (frame.fin()) {
                    return bytes;
                }
            } else if (frame.opcode() == Frame.CLOSE) {
                throw new IOException("closed after " + bytes + " bytes");
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
