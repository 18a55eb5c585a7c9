package io.panelws.testkit.cost;

import java.io.IOException;
import java.time.Duration;

/** One side of a row, with connections that live as long as the row. */
final class Contender implements AutoCloseable {

    private static final Duration SETTLE = Duration.ofMillis(20);

    private final Side side;
    private final CostServer server;
    private final Load load;
    private final Crowd crowd;
    private double requests;
    private double seconds;
    private double cpu;
    private double client;
    private double bytes;

    Contender(Side side, Row row, CostServer server, Dialer dialer, CostOptions options) throws IOException {
        boolean http = side == Side.HTTP || side == Side.PLAIN;
        int connections = options.connections() > 0 ? options.connections() : row.connections();
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

    /** Runs for so long, and counts it. */
    void run(Duration time) throws IOException, InterruptedException {
        crowd.arrive();
        load.run(SETTLE);
        long bytesBefore = server.allocated();
        Duration clientBefore = own();
        Duration cpuBefore = server.cpu();
        long start = System.nanoTime();
        requests += load.run(time);
        seconds += (System.nanoTime() - start) / 1e9;
        cpu += server.cpu().minus(cpuBefore).toNanos() / 1e3;
        client += own().minus(clientBefore).toNanos() / 1e3;
        bytes += server.allocated() - bytesBefore;
        crowd.leave();
    }

    /** What was counted since the last time. */
    Sample take() {
        Sample sample = new Sample(cpu / requests, requests / seconds, bytes / requests, client / requests);
        requests = seconds = cpu = client = bytes = 0;
        return sample;
    }

    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() throws IOException {
        load.close();
    }
}
