package io.panelws.testkit.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A fresh {@code jetty.base} for the unpacked jetty-home, with the modules that panel-ws asks for and no other setting. */
public final class JettyBase {

    private final Path directory;
    private final Jdk jdk;
    private final String startJar;

    /**
     * Adds what README's third step adds.
     *
     * @param version the version of jetty-home
     * @param environment the EE level, {@code ee10} or {@code ee11}
     */
    public JettyBase(String version, String environment) throws IOException, InterruptedException {
        this(version + "-" + environment, version, environment, List.of());
    }

    /**
     * The same with more modules.
     *
     * @param name tells it from others
     * @param modules further ones, {@code https} for one
     */
    JettyBase(String name, String version, String environment, List<String> modules)
            throws IOException, InterruptedException {
        this(version, name, Jdk.current());
        add("--add-modules=" + modules(environment, modules));
    }

    /**
     * An empty one.
     *
     * @param version the version of jetty-home
     * @param name tells it from others
     * @param jdk runs Jetty
     */
    JettyBase(String version, String name, Jdk jdk) throws IOException {
        this.jdk = jdk;
        startJar = Path.of(System.getProperty("panelws.jettyHomes"), "jetty-home-" + version, "start.jar")
                .toString();
        directory = Path.of(System.getProperty("panelws.work"), "jetty-" + name);
        delete(directory);
        Files.createDirectories(directory.resolve("webapps"));
        // Where Jetty unpacks WARs when the directory exists; else it would be the machine's temporary directory.
        Files.createDirectories(directory.resolve("work"));
    }

    Path directory() {
        return directory;
    }

    /** Runs start.jar as a tool, with {@code --add-modules} for one; what it prints. */
    String add(String... arguments) throws IOException, InterruptedException {
        try (ServerProcess setup = run("setup.log", List.of(), List.of(arguments))) {
            if (setup.awaitExit() != 0) {
                setup.print();
                throw new IllegalStateException("the modules cannot be added");
            }
            return setup.log();
        }
    }

    private static String modules(String environment, List<String> more) {
        List<String> all = new ArrayList<>(List.of("http", "E-deploy", "E-websocket-jakarta", "graceful"));
        all.replaceAll(module -> module.replace("E", environment));
        all.addAll(more);
        return String.join(",", all);
    }

    public Path webapps() {
        return directory.resolve("webapps");
    }

    /** Starts Jetty on a free port of the loopback interface. */
    ServerProcess start() throws IOException {
        return start(List.of(), List.of());
    }

    /**
     * Starts Jetty on a free port of the loopback interface.
     *
     * @param jvm options of the JVM
     * @param properties of Jetty's modules, as {@code name=value}
     */
    public ServerProcess start(List<String> jvm, List<String> properties) throws IOException {
        return start("server.log", jvm, properties);
    }

    /** The same beside another, with a log of its own. */
    ServerProcess start(String log, List<String> jvm, List<String> properties) throws IOException {
        List<String> all = new ArrayList<>(List.of("jetty.http.host=127.0.0.1", "jetty.http.port=0"));
        all.addAll(properties);
        return run(log, jvm, all);
    }

    private ServerProcess run(String log, List<String> jvm, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(jdk.java().toString()));
        all.addAll(jvm);
        all.addAll(List.of("-jar", startJar));
        all.addAll(arguments);
        return new ServerProcess(directory, directory.resolve(log), all, Map.of());
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
