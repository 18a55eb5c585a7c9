package io.panelws.testkit.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The configurations of docs/proxies.md, with other ports, paths and times and as they are otherwise. */
final class ProxiesPage {

    private static final Path PAGE = Path.of("../panel-ws-jetty/docs/proxies.md");
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MODULES = Pattern.compile("--add-modules=(\\S+)");

    private ProxiesPage() {}

    /**
     * All blocks in a language that begin with this comment, one after another.
     *
     * @param replacements each of which must apply
     */
    static String blocks(String language, String comment, Map<String, String> replacements) throws IOException {
        String text = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .filter(block ->
                        block.group(1).equals(language) && block.group(2).startsWith(comment))
                .map(block -> block.group(2))
                .collect(Collectors.joining("\n"));
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            if (!text.contains(replacement.getKey())) {
                throw new IllegalStateException("the page has no '" + replacement.getKey() + "' in its " + language
                        + " block '" + comment + "'");
            }
            text = text.replace(replacement.getKey(), replacement.getValue());
        }
        return text;
    }

    /** What its n-th command adds to a Jetty. */
    static String modules(int command) throws IOException {
        return MODULES.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList()
                .get(command);
    }
}
