package io.panelws.testkit.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ServerSocketFactory;

/** A panel that plays one script a connection, in their order; connections past the last script are dropped. */
final class ScriptedPanel implements AutoCloseable {

    /** What happens on one connection, whose request head has been read. */
    @FunctionalInterface
    interface Script {
        void play(Peer peer) throws Exception;
    }

    private final ServerSocket server;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> played = new CompletableFuture<>();

    ScriptedPanel(Script... scripts) throws IOException {
        this(ServerSocketFactory.getDefault(), scripts);
    }

    ScriptedPanel(ServerSocketFactory factory, Script... scripts) throws IOException {
        server = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        new Thread(() -> play(List.of(scripts)), "scripted-panel").start();
    }

    static Script answersEach(String... answers) {
        return peer -> {
            peer.upgrade();
            for (String answer : answers) {
                peer.readFrame();
                peer.answer(answer);
            }
        };
    }

    static Script refuses(int status) {
        return peer -> peer.answerHttp(status, "", "");
    }

    /** Takes one message and drops the connection in place of an answer. */
    static Script breaks() {
        return peer -> {
            peer.upgrade();
            peer.readFrame();
            peer.close();
        };
    }

    URI wsUrl() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort());
    }

    /** The connections so far, in their order. */
    List<Peer> peers() {
        return peers;
    }

    /** Waits until every script has been played, and fails with the failure of one. */
    void awaitEnd() throws InterruptedException, ExecutionException, TimeoutException {
        played.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Peer peer : peers) {
            peer.close();
        }
    }

    private void play(List<Script> scripts) {
        try {
            for (Script script : scripts) {
                Peer peer = new Peer(server.accept());
                peers.add(peer);
                script.play(peer);
            }
            played.complete(null);
            dropFurther();
        } catch (Exception e) {
            played.completeExceptionally(e);
        }
    }

    private void dropFurther() throws IOException {
        while (true) {
            try (Socket socket = server.accept()) {
                peers.add(new Peer(socket));
            }
        }
    }
}
