package io.panelws.testkit.cost;

import io.panelws.testkit.it.JettyBase;
import io.panelws.testkit.it.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A stock Jetty in its own JVM, with both WARs. It ends with this JVM, whatever happens. */
final class CostServer implements AutoCloseable {

    /** Where the WAR without panel-ws is. */
    static final String PLAIN = "/plain";

    /** Threads that had ended would take the count of what they have allocated with them. */
    private static final String KEEP_THREADS = "jetty.threadPool.idleTimeout=86400000";

    private final ServerProcess process;
    private final int port;

    private CostServer(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param jvm options of the server's JVM, besides those that the benchmark was told */
    static CostServer start(CostOptions options, List<String> jvm) throws IOException, InterruptedException {
        JettyBase base = new JettyBase(options.jetty(), "ee10");
        CostWar.write(base.webapps().resolve("ROOT.war"), options.jars());
        CostWar.writeWithoutPanelWs(base.webapps().resolve(PLAIN.substring(1) + ".war"));
        List<String> all = Stream.concat(options.jvm().stream(), jvm.stream()).toList();
        ServerProcess process = base.start(all, List.of(KEEP_THREADS));
        Runtime.getRuntime().addShutdownHook(new Thread(process::close));
        try {
            String port = process.await("Started \\S*ServerConnector@.*\\{127\\.0\\.0\\.1:(\\d+)}");
            process.await("(Started \\S*Server@)");
            return new CostServer(process, Integer.parseInt(port));
        } catch (RuntimeException | Error e) {
            process.print();
            process.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    /** Of the whole process: the collector and the compiler are its cost too. */
    Duration cpu() {
        return process.cpu();
    }

    /** Bytes that its threads have allocated since they began. */
    long allocated() throws IOException {
        URI url = URI.create("http://127.0.0.1:" + port + PLAIN + "/allocated");
        try (InputStream in = url.toURL().openStream()) {
            return Long.parseLong(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
