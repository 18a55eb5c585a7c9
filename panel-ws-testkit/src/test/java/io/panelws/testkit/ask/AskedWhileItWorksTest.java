package io.panelws.testkit.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.api.NodeTraffic;
import io.panelws.jetty.Node;
import io.panelws.jetty.PanelWs;
import io.panelws.testkit.node.ConcurrentNodeClient;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.TrafficQuery;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.PanelStore;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import io.panelws.testkit.panel.User;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node of generation 2 is asked for its traffic while it polls and pushes as fast as it can: nothing is lost or crossed. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AskedWhileItWorksTest {

    private static final int QUESTIONS = 1000;
    private static final int AT_ONCE = 32;
    private static final int PUSHERS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** By which it shows of whom an answer is. */
    private static final Map<Integer, Traffic> UNREPORTED = IntStream.rangeClosed(1, QUESTIONS)
            .boxed()
            .collect(Collectors.toMap(Function.identity(), user -> new Traffic(7L * user, 13L * user)));

    private final PanelStore store = new PanelStore("secret", User.sample(50));
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ServletContextHandler context = SamplePanel.context(SamplePanelOptions.DEFAULT, store);
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final AtomicBoolean done = new AtomicBoolean();

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        done.set(true);
        workers.shutdown();
        server.stop();
    }

    @Test
    void answersEveryQuestionAndIsAnsweredEveryRequest() throws Exception {
        URI url = URI.create("ws://127.0.0.1:" + connector.getLocalPort());
        AtomicInteger asked = new AtomicInteger();
        TrafficQuery answers = new TrafficQuery("vless-1", () -> {
            asked.incrementAndGet();
            return UNREPORTED;
        });
        try (UniProxyNode node = new UniProxyNode(
                new ConcurrentNodeClient(NodeOptions.overWebSocket(url, "vless", 1, "secret"), answers))) {
            List<Future<Integer>> pushed = new ArrayList<>();
            List<Future<Integer>> polled = new ArrayList<>();
            for (int i = 1; i <= PUSHERS; i++) {
                int user = i;
                pushed.add(workers.submit(
                        repeated(round -> node.pushTraffic(Map.of(user, new Traffic(round, 2L * round))))));
            }
            polled.add(workers.submit(repeated(round -> node.pollUsers())));
            polled.add(workers.submit(repeated(round -> node.pollConfig())));
            polled.add(workers.submit(repeated(round -> node.pollAliveList())));

            await().atMost(PATIENCE).until(() -> nodes().stream().anyMatch(Node::isAskable));
            List<NodeTraffic> told = askAll(nodes().get(0));
            int pushesMeanwhile = store.pushes();
            done.set(true);

            for (int i = 0; i < QUESTIONS; i++) {
                int user = i + 1;
                assertThat(told.get(i))
                        .isEqualTo(
                                new NodeTraffic("vless-1", List.of(new NodeTraffic.User(user, 7L * user, 13L * user))));
            }
            assertThat(asked).hasValue(QUESTIONS);
            for (int user = 1; user <= PUSHERS; user++) {
                long rounds = pushed.get(user - 1).get();
                assertThat(store.book(user).upload()).isEqualTo(rounds * (rounds + 1) / 2);
                assertThat(store.book(user).pushes()).isEqualTo((int) rounds);
            }
            int polls = 0;
            for (Future<Integer> poller : polled) {
                polls += poller.get();
            }
            assertThat(nodes()).hasSize(1);
            assertThat(nodes().get(0).facts().errors()).isZero();
            System.out.printf(
                    "asked %d questions while the node pushed %d times and polled %d times, none lost or crossed%n",
                    QUESTIONS, pushesMeanwhile, polls);
        }
    }

    private List<Node> nodes() {
        return PanelWs.in(context.getServletContext()).nodes();
    }

    private List<NodeTraffic> askAll(Node node) throws InterruptedException {
        Semaphore places = new Semaphore(AT_ONCE);
        List<CompletableFuture<NodeTraffic>> answers = new ArrayList<>();
        for (int user = 1; user <= QUESTIONS; user++) {
            places.acquire();
            answers.add(node.traffic(NodeTraffic.Query.of(user), PATIENCE)
                    .whenComplete((traffic, failure) -> places.release())
                    .toCompletableFuture());
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private interface Call {
        Exchange make(int round) throws Exception;
    }

    /** How often; every time over the WebSocket, and answered well. */
    private Callable<Integer> repeated(Call call) {
        return () -> {
            int round = 0;
            while (!done.get()) {
                Exchange exchange = call.make(++round);
                assertThat(exchange.status()).isIn(200, 304);
                assertThat(exchange.transport()).isEqualTo(Transport.WEBSOCKET);
            }
            return round;
        };
    }
}
