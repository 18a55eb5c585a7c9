package io.panelws.testkit.readme;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.panelws.jetty.PanelWsFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** What both READMEs say is what is there. */
class ReadmeTest {

    private static final Path TOP = Path.of("..");
    private static final String DOCS = "panel-ws-jetty/docs/";
    private static final String CHINESE = ".zh-CN.md";
    private static final Pattern CODE = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PICTURE = Pattern.compile("!\\[[^]]*]\\(([^)]+)\\)");

    private static String text(String file) throws IOException {
        return Files.readString(TOP.resolve(file));
    }

    private static List<String> code(String file, String language) throws IOException {
        return CODE.matcher(text(file))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2).strip())
                .toList();
    }

    /** README and the pages on places, which name each other. */
    private static List<String> pages() throws IOException {
        try (Stream<Path> docs = Files.list(TOP.resolve(DOCS))) {
            return Stream.concat(
                            Stream.of("README.md"),
                            docs.map(page -> DOCS + page.getFileName())
                                    .filter(page -> page.endsWith(".md") && !page.endsWith(CHINESE)))
                    .sorted()
                    .toList();
        }
    }

    private static String chinese(String page) {
        return page.replace(".md", CHINESE);
    }

    /** Nobody sees that a picture is missing until the page is on the web. */
    @Test
    void showsPicturesThatAreThere() throws IOException {
        for (String page : List.of("README.md", chinese("README.md"))) {
            assertThat(PICTURE.matcher(text(page)).results().map(picture -> TOP.resolve(picture.group(1))))
                    .as(page)
                    .isNotEmpty()
                    .allSatisfy(picture -> assertThat(picture).isRegularFile());
        }
    }

    /** Every block of Java in a page is part of a file that is compiled here or in a project of src/it. */
    @Test
    void showsJavaThatCompiles() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (Path root : List.of(Path.of("src/test/java/io/panelws/testkit/readme"), Path.of("src/it"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(file -> file.toString().endsWith(".java")).toList()) {
                    sources.append(Files.readString(file));
                }
            }
        }
        String examples = compact(sources.toString());
        for (String page : pages()) {
            assertThat(code(page, "java")).as(page).allSatisfy(block -> assertThat(examples)
                    .contains(compact(block)));
        }
    }

    private static String compact(String java) {
        return java.replaceAll("\\s+", "");
    }

    /**
     * Every block of XML in a page is part of a file that is built and run here, but for the versions and the comments. The
     * web.xml of README and the logback.xml have tests of their own.
     */
    @Test
    void showsXmlThatIsUsed() throws IOException {
        StringBuilder files = new StringBuilder();
        for (Path root : List.of(Path.of("src/it"), TOP.resolve("panel-ws-jetty/src/main"))) {
            try (Stream<Path> found = Files.walk(root)) {
                for (Path file :
                        found.filter(file -> file.toString().endsWith(".xml")).toList()) {
                    files.append(Files.readString(file));
                }
            }
        }
        // The names that the Spring Boot panel's profiles choose.
        String used = compactXml(files.toString()).replace("${web}", "web").replace("${server}", "jetty");
        for (String page : pages()) {
            assertThat(Stream.concat(code(page, "xml").stream(), code(chinese(page), "xml").stream())
                            .filter(block -> !(page.equals("README.md") && block.contains("<web-app")))
                            .filter(block -> !block.contains("<appender")))
                    .as(page)
                    .allSatisfy(block -> assertThat(used).contains(compactXml(block)));
        }
    }

    private static String compactXml(String xml) {
        String withoutComments =
                Pattern.compile("<!--.*?-->", Pattern.DOTALL).matcher(xml).replaceAll("");
        return compact(withoutComments).replaceAll("<version>[^<]*</version>", "<version/>");
    }

    @Test
    void showsALogbackXmlThatWritesAFileOfItsOwn(@TempDir Path folder) throws Exception {
        String page = DOCS + "logs.md";
        String xml = code(page, "xml").stream()
                .filter(block -> block.contains("<appender"))
                .findFirst()
                .orElseThrow();
        assertThat(code(chinese(page), "xml")).contains(xml);
        LoggerContext logback = new LoggerContext();
        logback.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(logback);
        try {
            configurator.doConfigure(
                    new ByteArrayInputStream(xml.replace("logs/", folder + "/").getBytes(StandardCharsets.UTF_8)));
            logback.getLogger("io.panelws.jetty.engine.StartLine").info("said");
            logback.getLogger("io.panelws.jetty.endpoint.NodeConnection").info("left out");
        } finally {
            logback.stop();
        }
        assertThat(Files.readString(folder.resolve("nodes.log"))).matches("\\S+ \\S+ INFO  said\\R");
    }

    @Test
    void showsAWebXmlThatNamesTheFilter() throws Exception {
        List<String> webXml = code("README.md", "xml").stream()
                .filter(block -> block.contains("<web-app"))
                .toList();
        assertThat(webXml).hasSize(1);
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(webXml.get(0).getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("filter-class").item(1).getTextContent())
                .isEqualTo(PanelWsFilter.class.getName());
    }

    @Test
    void saysTheSameInBothLanguages() throws IOException {
        for (String page : pages()) {
            for (String language : List.of("java", "sh", "json", "yaml", "properties", "nginx", "haproxy", "ini")) {
                assertThat(code(chinese(page), language)).as(page).isEqualTo(code(page, language));
            }
            assertThat(headings(chinese(page))).as(page).isEqualTo(headings(page));
        }
    }

    private static List<Integer> headings(String file) throws IOException {
        return Pattern.compile("(?m)^(#+) ")
                .matcher(text(file))
                .results()
                .map((MatchResult heading) -> heading.group(1).length())
                .toList();
    }
}
