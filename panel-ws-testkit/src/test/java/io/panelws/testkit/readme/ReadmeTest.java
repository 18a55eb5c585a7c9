package io.panelws.testkit.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.jetty.PanelWsFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** What both READMEs say is what is there. */
class ReadmeTest {

    private static final Path TOP = Path.of("..");
    private static final Pattern CODE = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);

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

    @Test
    void showsJavaThatCompiles() throws IOException {
        String examples = compact(Files.readString(
                        Path.of("src/test/java", Examples.class.getName().replace('.', '/') + ".java"))
                + Files.readString(Path.of("src/it/example-panel/src/test/java/com/example/panel/NodesIT.java")));
        assertThat(code("README.md", "java")).isNotEmpty().allSatisfy(block -> assertThat(examples)
                .contains(compact(block)));
    }

    private static String compact(String java) {
        return java.replaceAll("\\s+", "");
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
        for (String language : List.of("java", "sh", "json")) {
            assertThat(code("README.zh-CN.md", language)).isEqualTo(code("README.md", language));
        }
        assertThat(headings("README.zh-CN.md")).isEqualTo(headings("README.md"));
    }

    private static List<Integer> headings(String file) throws IOException {
        return Pattern.compile("(?m)^(#+) ")
                .matcher(text(file))
                .results()
                .map((MatchResult heading) -> heading.group(1).length())
                .toList();
    }
}
