package io.panelws.testkit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Numbers of nodes as people write them: {@code 1-20}, {@code 3,7,12}.
 *
 * @param list every one, in order
 */
record NodeIds(List<Integer> list) {

    private static final int MOST = 100_000;
    private static final Pattern PART = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");

    NodeIds {
        list = List.copyOf(list);
    }

    static NodeIds from(int first, int count) {
        return new NodeIds(IntStream.range(first, first + count).boxed().toList());
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<NodeIds> {

        @Override
        public NodeIds convert(String text) {
            List<Integer> ids = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                Matcher matcher = PART.matcher(part);
                if (!matcher.matches()) {
                    throw new TypeConversionException("a list of numbers such as 1-20 or 3,7,12");
                }
                int first = Integer.parseInt(matcher.group(1));
                int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
                if (last < first || last - first + ids.size() >= MOST) {
                    throw new TypeConversionException("a list of rising ranges, of at most " + MOST + " numbers");
                }
                IntStream.rangeClosed(first, last).forEach(ids::add);
            }
            return new NodeIds(ids);
        }
    }
}
