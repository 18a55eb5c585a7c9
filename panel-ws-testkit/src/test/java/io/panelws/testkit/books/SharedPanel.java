package io.panelws.testkit.books;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.replay.JdbcReplayStore;
import io.panelws.testkit.panel.PanelStore;
import io.panelws.testkit.panel.User;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** One of several panels, in a process of its own, that have one database. */
final class SharedPanel {

    private static final int CONNECTIONS = 10;
    private static final int PATIENCE_MILLIS = 2_000;

    private SharedPanel() {}

    /** The port, the database, {@code jdbc} or {@code memory}, and a seed. */
    public static void main(String[] arguments) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[1]);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setInitializationFailTimeout(-1);
        HikariDataSource source = new HikariDataSource(config);
        PanelWsOptions.Builder options = PanelWsOptions.builder().replayStoreCreate(true);
        if (arguments[2].equals("jdbc")) {
            options.replayStore(JdbcReplayStore.of(source));
        }
        new BooksPanel(
                new PanelStore("secret", User.sample(1)),
                options.build(),
                new UnevenPanelFilter(Executors.newScheduledThreadPool(2), Long.parseLong(arguments[3])),
                new BookingServlet(source, arguments[0]),
                Integer.parseInt(arguments[0]));
    }

    /** Starts one. */
    static Process start(Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SharedPanel.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                .start();
    }
}
