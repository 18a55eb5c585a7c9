package io.panelws.testkit.cost;

import java.io.IOException;
import java.time.Duration;

/** One side of a row, with connections that live as long as the row. */
final class Contender implements AutoCloseable {

    private static final Duration SETTLE = Duration.ofMillis(500);

    private final Side side;
    private final CostServer server;
    private final Load load;
    private final Crowd crowd;

    Contender(Side side, Row row, CostServer server, Dialer dialer, CostOptions options) throws IOException {
        boolean http = side == Side.HTTP || side == Side.PLAIN;
        int connections = row.connections(options.connections());
        this.side = side;
        this.server = server;
        this.load = http
                ? new Load(dialer.dial(side, connections * row.window()), 1)
                : new Load(dialer.dial(side, connections), row.window());
        this.crowd = new Crowd(dialer, side == Side.CROWD ? options.idle() : 0);
    }

    Side side() {
        return side;
    }

    Sample round(Duration time) throws IOException, InterruptedException {
        crowd.arrive();
        load.run(SETTLE);
        long bytes = server.allocated();
        Duration cpu = server.cpu();
        long start = System.nanoTime();
        double requests = load.run(time);
        double seconds = (System.nanoTime() - start) / 1e9;
        double micros = server.cpu().minus(cpu).toNanos() / 1e3;
        Sample sample = new Sample(micros / requests, requests / seconds, (server.allocated() - bytes) / requests);
        crowd.leave();
        return sample;
    }

    @Override
    public void close() throws IOException {
        load.close();
    }
}
