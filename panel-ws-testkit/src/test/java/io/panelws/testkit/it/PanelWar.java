package io.panelws.testkit.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs the sample panel as a panel's author would: jars in WEB-INF/lib, everything else in web.xml. */
final class PanelWar {

    private static final String PANEL = "io/panelws/testkit/panel";

    private PanelWar() {}

    /** @param more classes of the test's own, without nested ones */
    static void write(Path war, String webXml, Class<?>... more) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (Class<?> type : more) {
            String name = type.getName().replace('.', '/') + ".class";
            try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                files.put("WEB-INF/classes/" + name, in.readAllBytes());
            }
        }
        write(war, webXml, files);
    }

    /** @param more further files, by their paths in the WAR */
    static void write(Path war, String webXml, Map<String, byte[]> more) throws IOException {
        Files.createDirectories(war.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            add(zip, "WEB-INF/web.xml", webXml.getBytes(StandardCharsets.UTF_8));
            for (Path jar : files(Path.of(System.getProperty("panelws.warLib")))) {
                add(zip, "WEB-INF/lib/" + jar.getFileName(), Files.readAllBytes(jar));
            }
            add(zip, "WEB-INF/lib/sample-panel.jar", panelJar());
            for (Map.Entry<String, byte[]> file : more.entrySet()) {
                add(zip, file.getKey(), file.getValue());
            }
        }
    }

    private static byte[] panelJar() throws IOException {
        Path classes = Path.of(System.getProperty("panelws.classes"));
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream((OutputStream) jar)) {
            for (Path file : files(classes.resolve(PANEL))) {
                add(zip, PANEL + "/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
        return jar.toByteArray();
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
