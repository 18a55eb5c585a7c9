package io.panelws.testkit.it;

import io.panelws.testkit.node.NodeOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged jar of src/it/spring-boot-panel, run as its operator runs it. */
final class SpringBootPanel implements AutoCloseable {

    static final String TOKEN = "hush-3b2c";

    private final ServerProcess process;

    /**
     * Starts it; the panel itself listens on a free port of the loopback interface.
     *
     * @param variant which of the jars
     * @param run names the log
     * @param java runs it
     * @param environment variables besides the token
     * @param arguments properties, as {@code --name=value}
     */
    SpringBootPanel(String variant, String run, Jdk java, Map<String, String> environment, String... arguments)
            throws IOException {
        Path target = Path.of(System.getProperty("panelws.projects"), "spring-boot-panel", "target", variant);
        Path work = Files.createDirectories(Path.of(System.getProperty("panelws.work"), "spring-boot"));
        List<String> command = new ArrayList<>(List.of(
                java.java().toString(), "-jar", target.resolve("panel.jar").toString()));
        command.addAll(List.of(arguments));
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("PANEL_TOKEN", TOKEN);
        process = new ServerProcess(work, work.resolve(variant + "-" + run + ".log"), command, variables);
    }

    ServerProcess process() {
        return process;
    }

    /** Waits until it serves; the address over HTTP, without the context path. */
    URI http() {
        String port = process.await("Jetty started on port (\\d+)");
        process.await("(Started Panel in)");
        return URI.create("http://127.0.0.1:" + port);
    }

    /** How a node is set up for it, with a {@code WsURL} that ends with a path. */
    NodeOptions node(String path, int id, String token) {
        URI url = URI.create(http().toString().replaceFirst("http", "ws") + path);
        return NodeOptions.overWebSocket(url, "vless", id, token);
    }

    /** A request of node 7 over plain HTTP. */
    HttpResponse<String> http(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(http() + path + "?node_id=7&node_type=vless&token=" + TOKEN))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.close();
    }
}
