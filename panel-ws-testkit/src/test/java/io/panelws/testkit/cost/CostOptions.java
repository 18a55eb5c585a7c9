package io.panelws.testkit.cost;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How to measure, from system properties {@code cost.*}.
 *
 * @param rows what to measure
 * @param sides instead of the rows' own, the first is what the others are compared with; empty for the rows' own
 * @param rounds for each row
 * @param round how long each side runs in a round, all its turns together
 * @param warmUp how long the server has been on a processor before the first round
 * @param connections of each side; 0 for as many as the row has by itself
 * @param idle connections of {@link Side#CROWD}
 * @param jetty version of jetty-home
 * @param jvm further options of the server's JVM
 * @param jars directory of what goes into WEB-INF/lib: another build's, to compare
 */
record CostOptions(
        List<Row> rows,
        List<Side> sides,
        int rounds,
        Duration round,
        Duration warmUp,
        int connections,
        int idle,
        String jetty,
        List<String> jvm,
        Path jars) {

    static CostOptions fromProperties() {
        return new CostOptions(
                list("cost.rows", "get,id,push,list,list256,idle").stream()
                        .map(name -> Row.valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList(),
                list("cost.sides", "").stream()
                        .map(name -> Side.valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList(),
                Integer.getInteger("cost.rounds", 10),
                Duration.ofSeconds(Integer.getInteger("cost.seconds", 2)),
                Duration.ofSeconds(Integer.getInteger("cost.warmUp", 25)),
                Integer.getInteger("cost.connections", 0),
                Integer.getInteger("cost.idle", 5000),
                System.getProperty("cost.jetty", System.getProperty("panelws.jetty")),
                list("cost.jvm", ""),
                Path.of(System.getProperty("cost.jars", System.getProperty("panelws.warLib"))));
    }

    private static List<String> list(String property, String ordinary) {
        return Arrays.stream(System.getProperty(property, ordinary).split(","))
                .filter(part -> !part.isBlank())
                .toList();
    }
}
