package io.panelws.testkit.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;

/** A proxy in front of a panel, in the foreground, with all its files in a directory of the test. */
abstract class ReverseProxy implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Ports below those that outgoing connections get, so that none takes one while its proxy is restarted. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 30_000;

    /**
     * What it stands in front of, and in which way.
     *
     * @param jetty the port of the panel that speaks HTTP
     * @param jettyTls the port of the panel that takes the PROXY protocol and then TLS
     * @param idle how long it keeps a silent connection, {@code 90s} for one
     * @param shutdown how long old connections stay after a reload; empty for as long as the page says
     * @param upgrades whether it passes {@code Upgrade}
     */
    record Setting(
            Path directory,
            Authority authority,
            String jetty,
            String jettyTls,
            String idle,
            String shutdown,
            boolean upgrades) {

        Setting withIdle(String time) {
            return new Setting(directory.resolve("idle-" + time), authority, jetty, jettyTls, time, shutdown, upgrades);
        }

        Setting withShutdown(String time) {
            return new Setting(directory.resolve("shutdown-" + time), authority, jetty, jettyTls, idle, time, upgrades);
        }

        Setting withoutUpgrade() {
            return new Setting(directory.resolve("no-upgrade"), authority, jetty, jettyTls, idle, shutdown, false);
        }
    }

    /** HTTP, the panel behind {@code /edge}. */
    final int plain = freePort();
    /** HTTP with TLS, the panel at {@code /}. */
    final int tls = freePort();
    /** Bytes, for a panel that does TLS itself. */
    final int bytes = freePort();

    final Setting setting;
    private ServerProcess process;
    private int starts;

    ReverseProxy(Setting setting) {
        this.setting = setting;
    }

    /** Writes the configuration; the command that runs it. */
    abstract List<String> configure() throws IOException;

    /** What its log says once more when a reload is done. */
    abstract String reloaded();

    /** The signal that reloads it. */
    abstract String reloadSignal();

    /** The ports on which it listens now. */
    abstract List<Integer> listening();

    final void start() throws IOException {
        Files.createDirectories(setting.directory());
        starts++;
        Path log = setting.directory().resolve("log-" + starts);
        process = new ServerProcess(setting.directory(), log, configure(), Map.of());
        for (int port : listening()) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .failFast("the proxy ended", () -> !process.isAlive())
                    .ignoreExceptions()
                    .until(() -> accepts(port));
        }
    }

    /** As an operator does after a change of the configuration; done when this returns. */
    final void reload() throws IOException, InterruptedException {
        long before = count();
        process.signal(reloadSignal());
        Awaitility.await().atMost(PATIENCE).until(() -> count() > before);
    }

    final void restart() throws IOException, InterruptedException {
        process.signal("TERM");
        process.awaitExit();
        start();
    }

    String log() {
        return process.log();
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            try {
                process.signal("TERM");
                process.awaitExit();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                process.close();
            }
        }
    }

    private long count() {
        return process.log().lines().filter(line -> line.contains(reloaded())).count();
    }

    private static boolean accepts(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        }
    }

    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // In use; another one.
            }
        }
    }
}
