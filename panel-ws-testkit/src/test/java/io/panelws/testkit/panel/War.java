package io.panelws.testkit.panel;

import io.panelws.api.WsRequest;
import io.panelws.jetty.PanelWsFilter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A web application in a directory, as Maven explodes one. */
final class War {

    private final Path root;

    War(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve("WEB-INF"));
    }

    Path root() {
        return root;
    }

    War webXml(String content) throws IOException {
        return file(
                "WEB-INF/web.xml",
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">\n" + content + "</web-app>\n");
    }

    /** A filter for all paths. */
    static String filter(String type) {
        return "<filter><filter-name>%1$s</filter-name><filter-class>%1$s</filter-class></filter>\n".formatted(type)
                + "<filter-mapping><filter-name>%s</filter-name><url-pattern>/*</url-pattern></filter-mapping>\n"
                        .formatted(type);
    }

    static String servlet(String type, String path) {
        return "<servlet><servlet-name>%1$s</servlet-name><servlet-class>%1$s</servlet-class></servlet>\n"
                        .formatted(type)
                + "<servlet-mapping><servlet-name>%s</servlet-name><url-pattern>%s</url-pattern></servlet-mapping>\n"
                        .formatted(type, path);
    }

    static String listener(String type) {
        return "<listener><listener-class>%s</listener-class></listener>\n".formatted(type);
    }

    War file(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    War panelWs() throws Exception {
        return library(PanelWsFilter.class).library(WsRequest.class);
    }

    /** Everything from where the class is: a jar, or a directory of another module's build. */
    War library(Class<?> type) throws Exception {
        Path source = source(type);
        if (Files.isDirectory(source)) {
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    copy(file, "WEB-INF/classes/" + source.relativize(file));
                }
            }
        } else {
            copy(source, "WEB-INF/lib/" + source.getFileName());
        }
        return this;
    }

    /** The classes beside this one. */
    War packageOf(Class<?> type) throws Exception {
        Path folder = Path.of(type.getResource(type.getSimpleName() + ".class").toURI())
                .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, "WEB-INF/classes/" + type.getPackageName().replace('.', '/') + "/" + file.getFileName());
            }
        }
        return this;
    }

    War classes(Class<?>... types) throws IOException {
        for (Class<?> type : types) {
            String name = type.getName().replace('.', '/') + ".class";
            try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                Path file = root.resolve("WEB-INF/classes/" + name);
                Files.createDirectories(file.getParent());
                Files.write(file, in.readAllBytes());
            }
        }
        return this;
    }

    /** The same as a file. */
    Path packed(Path war) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war));
                Stream<Path> files = Files.walk(root)) {
            List<Path> contents = files.filter(Files::isRegularFile).toList();
            for (Path file : contents) {
                zip.putNextEntry(new ZipEntry(root.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
        return war;
    }

    private void copy(Path file, String name) throws IOException {
        Path target = root.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
    }

    private static Path source(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
