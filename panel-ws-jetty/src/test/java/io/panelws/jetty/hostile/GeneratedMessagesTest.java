package io.panelws.jetty.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.Inside;
import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.junit.jupiter.api.Test;

/** Whatever arrives is answered once or ends its connection as documented, and leaves nothing behind. */
class GeneratedMessagesTest {

    private static final int MESSAGES = 100_000;
    private static final int CONNECTIONS = 4;
    private static final int MAX_MESSAGE_BYTES = 60_000;

    private final PanelWsFilter filter = new PanelWsFilter(
            PanelWsOptions.builder().maxMessageBytes(MAX_MESSAGE_BYTES).build());

    @Test
    void everyMessageGetsOneAnswerOrItsClose() throws IOException {
        long seed = Long.getLong("panelws.seed", 20_261_123L);
        Map<String, Integer> outcomes = new TreeMap<>();
        try (TestPanel panel = new TestPanel()
                .filter(new FilterHolder(filter))
                .servlet("/api/*", Servlets.echo())
                .servlet("/", Servlets.of((request, response) -> response.sendError(404)))
                .servlet("/sentinel", Servlets.of((request, response) -> response.setHeader("X-Sentinel", "1")))
                .start()) {
            ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
            warmUp(panel.port());
            Set<String> others = otherThreads();
            List<CompletableFuture<Map<String, Integer>>> running = IntStream.range(0, CONNECTIONS)
                    .mapToObj(number ->
                            CompletableFuture.supplyAsync(() -> attack(panel.port(), number, seed + number), threads))
                    .toList();
            running.forEach(
                    one -> one.join().forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum)));
            threads.shutdown();
            System.out.println(
                    "Outcomes of " + MESSAGES + " generated messages: " + outcomes + ", threads of the container: "
                            + panel.server().getThreadPool().getThreads());
            await().untilAsserted(() -> {
                assertThat(panel.connections()).isZero();
                assertThat(Inside.pendingBytes(filter)).isZero();
                assertThat(threadsInside()).isZero();
                assertThat(otherThreads()).isSubsetOf(others);
            });
        }
        assertThat(outcomes.values().stream().mapToInt(count -> count).sum()).isEqualTo(MESSAGES);
        assertThat(outcomes)
                .containsKeys("status 200", "status 400", "status 404", "status 405", "status 414")
                .containsKeys("close 1002", "close 1003", "close 1007", "close 1009");
    }

    private static void warmUp(int port) throws IOException {
        try (HostileNode node = new HostileNode(port, "node_id=0")) {
            node.flush();
        }
    }

    private static Map<String, Integer> attack(int port, int number, long seed) {
        Random random = new Random(seed);
        Messages messages = new Messages(random);
        try (HostileNode node = new HostileNode(port, "node_id=" + number)) {
            for (int i = 0; i < MESSAGES / CONNECTIONS; i++) {
                try {
                    node.send(attempt(random, messages));
                } catch (IOException | AssertionError e) {
                    throw new AssertionError("message " + i + " of connection " + number + ", seed " + seed, e);
                }
            }
            node.flush();
            return node.outcomes;
        } catch (IOException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static Attempt attempt(Random random, Messages messages) {
        int kind = random.nextInt(200);
        if (kind == 0) {
            return Frames.broken(random, MAX_MESSAGE_BYTES);
        }
        if (kind < 10) {
            return Frames.unusual(random);
        }
        String text = messages.next();
        return Attempt.answered(text, Frames.text(text));
    }

    /** Threads of the container that are busy with, or stuck in, what is ours. */
    private static long threadsInside() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> isOfTheContainer(entry.getKey()))
                .filter(entry -> Arrays.stream(entry.getValue())
                        .anyMatch(frame -> frame.getClassName().startsWith("io.panelws.")))
                .count();
    }

    private static boolean isOfTheContainer(Thread thread) {
        return thread.getName().startsWith("qtp");
    }

    private static Set<String> otherThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !isOfTheContainer(thread))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("awaitility"))
                .collect(Collectors.toSet());
    }
}
