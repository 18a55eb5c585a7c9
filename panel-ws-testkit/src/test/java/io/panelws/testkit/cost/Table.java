package io.panelws.testkit.cost;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The lines of the report. Ratios are taken within a round, against the row's first side. */
final class Table {

    private static final String FORMAT = "%-8s %-10s %12s %-18s %12s %-18s %13s %-6s %9s%n";

    private Table() {}

    static String head() {
        return FORMAT.formatted(
                "row",
                "side",
                "CPU us/req",
                "ratio (min-max)",
                "requests/s",
                "ratio (min-max)",
                "bytes/req",
                "ratio",
                "client us");
    }

    static String line(Row row, Side side, List<Sample> samples, List<Sample> first) {
        boolean compared = samples != first;
        return FORMAT.formatted(
                row,
                side,
                number("%,.1f", samples, Sample::cpu),
                compared ? ratio(samples, first, Sample::cpu).toString() : "",
                number("%,.0f", samples, Sample::rate),
                compared ? ratio(samples, first, Sample::rate).toString() : "",
                number("%,.0f", samples, Sample::bytes),
                compared
                        ? String.format(
                                Locale.ROOT,
                                "%.2f",
                                ratio(samples, first, Sample::bytes).median())
                        : "",
                number("%,.1f", samples, Sample::client));
    }

    private static String number(String format, List<Sample> samples, ToDoubleFunction<Sample> figure) {
        Spread spread = Spread.of(samples.stream().mapToDouble(figure).boxed().toList());
        return String.format(Locale.ROOT, format, spread.median());
    }

    private static Spread ratio(List<Sample> samples, List<Sample> first, ToDoubleFunction<Sample> figure) {
        return Spread.of(IntStream.range(0, samples.size())
                .mapToObj(i -> figure.applyAsDouble(samples.get(i)) / figure.applyAsDouble(first.get(i)))
                .toList());
    }
}
