package io.panelws.testkit.cost;

import io.panelws.testkit.cost.panel.EchoEndpoint;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The panel that costs nearly nothing, as WARs: one with panel-ws and one without. */
final class CostWar {

    private static final String FILTER =
            """
              <filter>
                <filter-name>panel-ws</filter-name>
                <filter-class>io.panelws.jetty.PanelWsFilter</filter-class>
              </filter>
              <filter-mapping>
                <filter-name>panel-ws</filter-name>
                <url-pattern>/*</url-pattern>
              </filter-mapping>
            """;

    private CostWar() {}

    /** @param jars directory of panel-ws and of what it needs */
    static void write(Path war, Path jars) throws IOException {
        write(war, FILTER, files(jars));
    }

    static void writeWithoutPanelWs(Path war) throws IOException {
        write(war, "", List.of());
    }

    private static void write(Path war, String filter, List<Path> jars) throws IOException {
        String webXml =
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">\n" + filter + "</web-app>\n";
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            add(zip, "WEB-INF/web.xml", webXml.getBytes(StandardCharsets.UTF_8));
            for (Path jar : jars) {
                add(zip, "WEB-INF/lib/" + jar.getFileName(), Files.readAllBytes(jar));
            }
            Path classes = classes();
            for (Path file :
                    files(classes.resolve(EchoEndpoint.class.getPackageName().replace('.', '/')))) {
                add(zip, "WEB-INF/classes/" + classes.relativize(file), Files.readAllBytes(file));
            }
        }
    }

    private static Path classes() {
        try {
            return Path.of(EchoEndpoint.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
