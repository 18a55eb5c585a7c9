package io.panelws.jetty.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes {@code target/contract.txt}: a line for each host that has run, and the sum. */
final class ContractReport {

    private static final Path FILE = Path.of("target", "contract.txt");
    private static final Map<String, Count> HOSTS = new LinkedHashMap<>();

    private ContractReport() {}

    /**
     * What one host came to.
     *
     * @param cases how many cases ran
     * @param differing how many of them differed though they should not
     * @param known how many differed as the table says
     */
    record Count(int cases, int differing, int known) {

        private Count plus(Count other) {
            return new Count(cases + other.cases, differing + other.differing, known + other.known);
        }
    }

    static synchronized void add(String host, Count count) {
        HOSTS.put(host, count);
        StringBuilder text = new StringBuilder();
        HOSTS.forEach((name, c) -> text.append(String.format(
                "%s: %d cases, differences: %d beyond the table (%d in the table)%n",
                name, c.cases, c.differing, c.known)));
        Count sum = HOSTS.values().stream().reduce(new Count(0, 0, 0), Count::plus);
        text.append(String.format(
                "panel-ws contract: %d cases, %d hosts, differences: %d beyond the table (%d in the table)%n",
                sum.cases, HOSTS.size(), sum.differing, sum.known));
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
