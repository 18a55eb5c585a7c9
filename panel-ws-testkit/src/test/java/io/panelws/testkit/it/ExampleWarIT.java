package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The example's WAR as Maven packs it. */
class ExampleWarIT {

    private static final Path WAR =
            Path.of(System.getProperty("panelws.projects"), "example-panel", "target", "example-panel.war");

    @Test
    void getsTwoJarsAndNoOther() throws Exception {
        try (ZipFile war = new ZipFile(WAR.toFile())) {
            List<String> jars = war.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("WEB-INF/lib/") && !name.endsWith("/"))
                    .map(name -> name.replaceFirst("-\\d+\\.\\d+\\.\\d+\\S*\\.jar$", ""))
                    .sorted()
                    .toList();
            assertThat(jars).containsExactly("WEB-INF/lib/panel-ws-api", "WEB-INF/lib/panel-ws-jetty");
        }
    }
}
