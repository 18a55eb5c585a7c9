package io.panelws.testkit.it;

import static org.awaitility.Awaitility.await;

import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.UniProxyNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A server that gets SIGTERM while a node's push is being booked; see {@link SlowPush}. */
final class PushDuringStop implements AutoCloseable {

    private final ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final String token;

    PushDuringStop(String token) throws IOException {
        this.token = token;
    }

    /** The web.xml with a slow push in it. */
    String addTo(String webXml) {
        return SlowPush.addTo(webXml, slow.getLocalPort());
    }

    UniProxyNode node(int port) {
        URI url = URI.create("ws://127.0.0.1:" + port);
        return new UniProxyNode(new NodeClient(NodeOptions.overWebSocket(url, "vless", 1, token)));
    }

    /** The push goes on when the server lets no other node in; what the node gets. */
    Exchange answeredDuringStop(ServerProcess server, UniProxyNode node, int port) throws Exception {
        CompletableFuture<Exchange> push = push(node);
        try (Socket booking = slow.accept()) {
            server.signal("TERM");
            await().until(() -> isStopping(port));
            booking.getOutputStream().write(1);
        }
        return push.get(60, TimeUnit.SECONDS);
    }

    /** The push never ends; what the node gets, or an exception. */
    CompletableFuture<Exchange> unansweredDuringStop(ServerProcess server, UniProxyNode node) throws Exception {
        CompletableFuture<Exchange> push = push(node);
        Socket booking = slow.accept();
        try {
            server.signal("TERM");
            server.awaitExit();
            return push;
        } finally {
            booking.close();
        }
    }

    private static CompletableFuture<Exchange> push(UniProxyNode node) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return node.pushTraffic(Map.of(1, new Traffic(10, 20)));
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    /** The first thing that a node notices of a stop: no other is let in. */
    private boolean isStopping(int port) throws Exception {
        try (UniProxyNode newcomer = node(port)) {
            return newcomer.pollConfig().attempts().get(0).status() == 503;
        }
    }

    @Override
    public void close() throws IOException {
        slow.close();
    }
}
