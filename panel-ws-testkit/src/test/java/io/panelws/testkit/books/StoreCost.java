package io.panelws.testkit.books;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.replay.JdbcReplayStore;
import io.panelws.jetty.testing.DatabaseServer;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.PanelStore;
import io.panelws.testkit.panel.User;
import jakarta.servlet.http.HttpFilter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Prints what the shared memory adds to a request: a node that pushes over WebSocket, one that pushes over plain HTTP, and a
 * plain GET, each one after another, in turns with the same on a panel that remembers by itself. Run by its name only.
 */
class StoreCost {

    private static final int ROUNDS = Integer.getInteger("panelws.cost.rounds", 2_000);
    private static final int WARM_UP = ROUNDS / 5;

    private interface Request {
        void send(int number) throws Exception;
    }

    private record Panel(String name, BooksPanel panel, UniProxyNode node) {

        static Panel of(String name, PanelWsOptions options) {
            BooksPanel panel = new BooksPanel(new PanelStore("secret", User.sample(1)), options, new HttpFilter() {
                private static final long serialVersionUID = 1;
            });
            NodeOptions node = NodeOptions.overWebSocket(panel.url(), "vless", 1, "secret");
            return new Panel(name, panel, new UniProxyNode(new NodeClient(node)));
        }

        URI http(String call) {
            return URI.create("http://127.0.0.1:" + panel.url().getPort() + "/api/v1/server/UniProxy/" + call
                    + "?node_id=2&node_type=vless&token=secret");
        }
    }

    @Test
    void printsWhatTheStoreAddsToARequest() throws Exception {
        try (DatabaseServer postgreSql = DatabaseServer.start(DatabaseServer.Kind.POSTGRESQL);
                DatabaseServer mariaDb = DatabaseServer.start(DatabaseServer.Kind.MARIADB)) {
            List<Panel> panels = List.of(
                    Panel.of("memory", PanelWsOptions.DEFAULT),
                    Panel.of("PostgreSQL", shared(postgreSql)),
                    Panel.of("MariaDB", shared(mariaDb)));
            HttpClient http = HttpClient.newHttpClient();
            measure(
                    "push over WebSocket",
                    panels,
                    panel -> number -> panel.node().pushTraffic(Map.of(1, new Traffic(number + 1, 7))));
            measure(
                    "push over HTTP",
                    panels,
                    panel -> number -> http.send(
                            HttpRequest.newBuilder(panel.http("push"))
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"1\":[" + (number + 1) + ",7]}"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding()));
            measure(
                    "GET over HTTP",
                    panels,
                    panel -> number -> http.send(
                            HttpRequest.newBuilder(panel.http("config")).build(),
                            HttpResponse.BodyHandlers.discarding()));
            panels.forEach(panel -> panel.panel().close());
        }
    }

    private static PanelWsOptions shared(DatabaseServer database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        return PanelWsOptions.builder()
                .replayStore(JdbcReplayStore.of(new HikariDataSource(config)))
                .replayStoreCreate(true)
                .build();
    }

    private static void measure(String what, List<Panel> panels, Function<Panel, Request> request) throws Exception {
        List<Request> requests = panels.stream().map(request).toList();
        List<long[]> times = new ArrayList<>();
        panels.forEach(panel -> times.add(new long[ROUNDS]));
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int i = 0; i < panels.size(); i++) {
                long begun = System.nanoTime();
                requests.get(i).send(round + WARM_UP);
                if (round >= 0) {
                    times.get(i)[round] = System.nanoTime() - begun;
                }
            }
        }
        for (int i = 0; i < panels.size(); i++) {
            long[] sorted = times.get(i);
            Arrays.sort(sorted);
            System.out.printf(
                    "%-20s %-10s p50 %6d us, p99 %6d us%n",
                    what, panels.get(i).name(), sorted[ROUNDS / 2] / 1000, sorted[ROUNDS * 99 / 100] / 1000);
        }
    }
}
