package io.panelws.testkit.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A {@code jetty.base} into which the module's archive has been unpacked, as its page says. */
final class ModuleBase {

    private ModuleBase() {}

    /** The base, and nothing added yet. */
    static JettyBase make(String version, String name, Jdk jdk) throws IOException {
        JettyBase base = new JettyBase(version, name, jdk);
        Path archive = Path.of(System.getProperty("panelws.jettyModule"));
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = base.directory().resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    copy(zip, target);
                }
            }
        }
        return base;
    }

    private static void copy(InputStream from, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.copy(from, target);
    }

    /** Starts Jetty with both ports on free ones of the loopback interface. */
    static ServerProcess start(JettyBase base, List<String> jvm, List<String> properties) throws IOException {
        List<String> all = new ArrayList<>(List.of("panel-ws.host=127.0.0.1", "panel-ws.port=0"));
        all.addAll(properties);
        return base.start(jvm, all);
    }

    /** The panel's own port. */
    static int httpPort(ServerProcess jetty) {
        return Integer.parseInt(jetty.await("Started \\S*ServerConnector@.*\\{127\\.0\\.0\\.1:(\\d+)}"));
    }

    /** The port of the module. */
    static int nodePort(ServerProcess jetty) {
        return Integer.parseInt(jetty.await("Started panel-ws@.*\\{127\\.0\\.0\\.1:(\\d+)}"));
    }
}
