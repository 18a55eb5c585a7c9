package io.panelws.testkit.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** Connects to where a {@code ws}, {@code wss}, {@code http} or {@code https} URL points (P-1). Stateless. */
public final class Dialler {

    private Dialler() {}

    /**
     * Connects, with TLS where the URL says so. The deadline holds for each step; {@link Deadline#bound} makes it hold for
     * all of them.
     *
     * @param socket not connected yet; closing it never waits for the other side, whatever is spoken over it
     * @param url whom to
     * @param tls whom to trust
     * @param deadline for the connection
     * @return what to read and write; the given socket where there is no TLS
     * @throws IOException when there is no connection
     */
    public static Socket connect(Socket socket, URI url, Tls tls, Deadline deadline) throws IOException {
        InetSocketAddress address = PanelUrl.address(url);
        String host = address.getHostString();
        try {
            socket.connect(new InetSocketAddress(host, address.getPort()), Math.max(1, deadline.remainingMillis()));
        } catch (IOException e) {
            throw Reason.ofDialling(e, url.getRawAuthority());
        }
        socket.setTcpNoDelay(true);
        return PanelUrl.isSecure(url) ? tls.secured(socket, host, address.getPort()) : socket;
    }

    /**
     * Connects within a deadline.
     *
     * @param url whom to
     * @param tls whom to trust
     * @param deadline for TCP and TLS together
     * @return what to read and write, without a read timeout
     * @throws IOException when there is no connection in time
     */
    public static Socket dial(URI url, Tls tls, Deadline deadline) throws IOException {
        Socket socket = new Socket();
        boolean dialled = false;
        try {
            Socket connected = deadline.<Socket, IOException>bound(socket, () -> connect(socket, url, tls, deadline));
            dialled = true;
            return connected;
        } catch (IOException e) {
            throw deadline.isOver() ? new IOException("no connection in time", e) : e;
        } finally {
            if (!dialled) {
                socket.close();
            }
        }
    }
}
