package io.panelws.testkit.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The panel of src/test/php in PHP's own server, with four workers; without PHP the test is skipped. */
public final class PhpPanel implements AutoCloseable {

    public static final String TOKEN = "hush/7b21&+";

    private static final Path SOURCE = Path.of("src/test/php/panel.php").toAbsolutePath();

    private final int port;
    private final Path data;
    private final int users;
    private final int slowMillis;
    private ServerProcess process;

    public PhpPanel(Path data, int users) throws IOException {
        this(data, users, 0);
    }

    /** One that has booked a report some time before it answers. */
    public PhpPanel(Path data, int users, int slowMillis) throws IOException {
        this.data = Files.createDirectories(data);
        this.users = users;
        this.slowMillis = slowMillis;
        this.port = freePort();
        start();
    }

    /** Starts it, also once more: its books are there again. */
    public void start() throws IOException {
        process = new ServerProcess(
                data,
                data.resolve("php.log"),
                List.of(
                        Programs.require("php", "php-cli"),
                        "-d",
                        "memory_limit=512M",
                        "-S",
                        "127.0.0.1:" + port,
                        SOURCE.toString()),
                Map.of(
                        "PANEL_TOKEN",
                        TOKEN,
                        "PANEL_USERS",
                        "" + users,
                        "PANEL_DATA",
                        data.toString(),
                        "PANEL_SLOW",
                        "" + slowMillis,
                        "PHP_CLI_SERVER_WORKERS",
                        "4"));
        process.await("Development Server \\((http://127\\.0\\.0\\.1:\\d+)\\) started");
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    int port() {
        return port;
    }

    /** What has been reported: for each report its key, the node's id and the body. */
    public List<String> booked(String file) throws IOException {
        Path book = data.resolve(file);
        return Files.exists(book) ? Files.readAllLines(book) : List.of();
    }

    /** Kills it, whatever it does. Its workers are processes of their own, and would go on. */
    public void kill() {
        List<ProcessHandle> workers = process.descendants();
        process.close();
        workers.forEach(ProcessHandle::destroyForcibly);
        workers.forEach(worker -> worker.onExit().join());
    }

    @Override
    public void close() {
        kill();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
