package io.panelws.testkit.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** {@code panel-ws.jar gateway} in a process of its own, on the loopback interface. */
public final class GatewayProcess implements AutoCloseable {

    private static final AtomicInteger STARTS = new AtomicInteger();

    private final ServerProcess process;
    private final URI url;

    private GatewayProcess(ServerProcess process) {
        this.process = process;
        this.url = URI.create(process.await("(?m)^panel-ws gateway listening on (https?://\\S+)$"));
    }

    /** Starts one, on a free port unless the options name one. */
    public static GatewayProcess start(List<String> jvm, URI panel, String... options) throws IOException {
        return new GatewayProcess(run(jvm, Map.of(), panel, options));
    }

    /** The same, not waiting for it. */
    static ServerProcess run(List<String> jvm, Map<String, String> environment, URI panel, String... options)
            throws IOException {
        Path work = Files.createDirectories(Path.of(System.getProperty("panelws.work")));
        List<String> command = new ArrayList<>(jvm);
        command.addAll(List.of("-jar", System.getProperty("panelws.commandLine"), "gateway"));
        command.addAll(List.of("--panel=" + panel, "--address=127.0.0.1"));
        command.addAll(List.of(options));
        if (Stream.of(options).noneMatch(option -> option.startsWith("--port="))) {
            command.add("--port=0");
        }
        return ServerProcess.java(
                work, work.resolve("gateway-" + STARTS.incrementAndGet() + ".log"), command, environment);
    }

    public ServerProcess process() {
        return process;
    }

    public URI url() {
        return url;
    }

    public URI wsUrl() {
        return URI.create(url.toString().replaceFirst("^http", "ws"));
    }

    @Override
    public void close() {
        process.close();
    }
}
