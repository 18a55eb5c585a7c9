package io.panelws.jetty.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database server of Debian's, in a directory of its own and on a port of 127.0.0.1. It refuses to be root's: run by root,
 * it is nobody's. Without its program the test is skipped.
 */
public final class DatabaseServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOBODY = "65534";

    /** What differs. */
    public enum Kind {
        POSTGRESQL("postgresql", "postgres"),
        MARIADB("mariadb-server", "mariadbd");

        private final String debianPackage;
        private final String program;

        Kind(String debianPackage, String program) {
            this.debianPackage = debianPackage;
            this.program = program;
        }
    }

    private final Kind kind;
    private final Path home;
    private final Path data;
    private final int port;
    private Process process;

    private DatabaseServer(Kind kind) throws IOException, InterruptedException {
        this.kind = kind;
        program(kind.program);
        this.home = Files.createTempDirectory("panel-ws-" + kind.debianPackage);
        this.data = home.resolve("data");
        this.port = freePort();
        if (isRoot()) {
            run(List.of("chown", NOBODY + ":" + NOBODY, home.toString()));
        }
        run(asNobody(
                kind == Kind.POSTGRESQL
                        ? List.of(
                                program("initdb"),
                                "-D" + data,
                                "--username=panel",
                                "--auth=trust",
                                "--no-sync",
                                "--encoding=UTF8",
                                "--locale=C")
                        : List.of(
                                program("mariadb-install-db"),
                                "--no-defaults",
                                "--datadir=" + data,
                                "--auth-root-authentication-method=normal",
                                "--skip-test-db")));
        start();
        if (kind == Kind.MARIADB) {
            try (Connection connection = mariaDb("mysql").getConnection()) {
                connection.createStatement().execute("CREATE DATABASE panel");
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    }

    /** Makes one and starts it. */
    public static DatabaseServer start(Kind kind) throws IOException, InterruptedException {
        return new DatabaseServer(kind);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private String program(String name) {
        return Stream.concat(
                        Stream.of((System.getenv("PATH") + ":/usr/sbin").split(File.pathSeparator)),
                        Stream.of("13", "14", "15", "16", "17", "18").map("/usr/lib/postgresql/%s/bin"::formatted))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseGet(() -> Assumptions.abort(name + " is not installed (Debian: " + kind.debianPackage + ")"));
    }

    private static List<String> asNobody(List<String> command) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        all.addAll(command);
        return all;
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
        builder.environment().put("HOME", home.toString());
        return builder;
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        if (builder(command).start().waitFor() != 0) {
            throw new IOException(command + " failed: " + Files.readString(home.resolve("log")));
        }
    }

    /** Starts it again, and waits until it answers. */
    public void start() throws IOException {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (process == null || !process.isAlive()) {
                process = builder(asNobody(command())).start();
            }
            try (Connection connection = administrator().getConnection()) {
                return connection.isValid(1);
            } catch (SQLException e) {
                return false;
            }
        });
    }

    private List<String> command() {
        return kind == Kind.POSTGRESQL
                ? List.of(
                        program(kind.program),
                        "-D" + data,
                        "-p" + port,
                        "-clisten_addresses=127.0.0.1",
                        "-cunix_socket_directories=",
                        "-cmax_connections=200")
                : List.of(
                        program(kind.program),
                        "--no-defaults",
                        "--datadir=" + data,
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        "--socket=" + home.resolve("socket"),
                        "--pid-file=" + home.resolve("pid"),
                        "--max-connections=300",
                        "--skip-grant-tables",
                        "--skip-name-resolve");
    }

    private DataSource administrator() throws SQLException {
        return kind == Kind.POSTGRESQL ? source() : mariaDb("mysql");
    }

    /** The URL for a driver. */
    public String url() {
        return kind == Kind.POSTGRESQL
                ? "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=panel"
                : "jdbc:mariadb://127.0.0.1:" + port + "/panel?user=root";
    }

    /** New connections, each of its own; a dead port is told in time. */
    public DataSource source() throws SQLException {
        return kind == Kind.POSTGRESQL ? postgreSql() : mariaDb("panel");
    }

    private DataSource postgreSql() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        return source;
    }

    private DataSource mariaDb(String database) throws SQLException {
        return new MariaDbDataSource("jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=root");
    }

    public int port() {
        return port;
    }

    /** Ends it as a crash does, with all who are connected. */
    public void kill() throws IOException, InterruptedException {
        // PostgreSQL's word for it: its children must be gone before it can be started again.
        signal(kind == Kind.POSTGRESQL ? "QUIT" : "KILL");
        process.waitFor();
    }

    /** Lets nobody have an answer any more, nor an end of a connection. */
    public void freeze() throws IOException, InterruptedException {
        for (ProcessHandle each : all()) {
            signal("STOP", each.pid());
        }
    }

    /** The contrary. */
    public void thaw() throws IOException, InterruptedException {
        for (ProcessHandle each : all()) {
            signal("CONT", each.pid());
        }
    }

    private List<ProcessHandle> all() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    private void signal(String name) throws IOException, InterruptedException {
        signal(name, process.pid());
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        try {
            thaw();
            signal(kind == Kind.POSTGRESQL ? "QUIT" : "KILL");
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
