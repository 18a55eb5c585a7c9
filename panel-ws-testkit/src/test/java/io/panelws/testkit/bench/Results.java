package io.panelws.testkit.bench;

import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Transport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/** Made-up results. */
public final class Results {

    public static final String TOKEN = "hush-7f3a";
    private static final Duration ROUND = Duration.ofSeconds(10);

    private Results() {}

    /** Ten seconds in which each of the answers took one millisecond longer than the one before. */
    public static RoundResult round(int number, Transport transport, int answers) {
        return round(number, transport, answers, Map.of());
    }

    public static RoundResult round(int number, Transport transport, int answers, Map<String, Long> errors) {
        Histogram latencies = Meter.noLatencies();
        for (int i = 1; i <= answers; i++) {
            latencies.recordValue(i * 1_000_000L);
        }
        List<RoundResult.Piece> pieces =
                List.of(new RoundResult.Piece(0, 5, answers / 4), new RoundResult.Piece(5, 10, answers - answers / 4));
        RoundPlace place = new RoundPlace(number, 2, transport, ROUND);
        return new RoundResult(
                place, number * 10.0, 10, answers, latencies, errors, 0, answers * 50_000L, pieces, false);
    }

    /** The same, ended by an interrupt. */
    public static RoundResult cutShort(int number, Transport transport, int answers) {
        RoundResult round = round(number, transport, answers);
        return new RoundResult(
                round.place(),
                round.startedAt(),
                round.seconds(),
                round.answered(),
                round.latencies(),
                round.errors(),
                round.unsent(),
                round.cpuNanos(),
                round.pieces(),
                true);
    }

    public static BenchResult closedLoop() {
        BenchResult paced = of(round(1, Transport.WEBSOCKET, 300), round(2, Transport.HTTP, 200));
        BenchPlan plan = new BenchPlan(2, Duration.ofSeconds(20), 1, Duration.ZERO, OptionalDouble.empty(), false);
        return new BenchResult(paced.target(), plan, paced.machine(), paced.startedAt(), paced.rounds());
    }

    public static BenchResult of(RoundResult... rounds) {
        NodeOptions panel = NodeOptions.overWebSocket(URI.create("wss://panel.example:8443/ws"), "vless", 1, TOKEN)
                .withApiUrl(URI.create("https://panel.example:8443"));
        BenchTarget target = new BenchTarget(panel, List.of(1, 2));
        BenchPlan plan =
                new BenchPlan(2, Duration.ofSeconds(20), 1, Duration.ofSeconds(5), OptionalDouble.of(100), true);
        Machine machine = new Machine("Linux 6 <amd64>", "A & B", 2, "JVM 17", 512L << 20);
        return new BenchResult(target, plan, machine, Instant.parse("2026-11-23T10:00:00Z"), List.of(rounds));
    }

    public static BenchResult usual() {
        return of(
                round(0, Transport.WEBSOCKET, 10, Map.of("status 500", 1L)),
                round(1, Transport.WEBSOCKET, 1000),
                round(2, Transport.HTTP, 500, Map.of("status 503", 2L, "timed out", 1L)));
    }
}
