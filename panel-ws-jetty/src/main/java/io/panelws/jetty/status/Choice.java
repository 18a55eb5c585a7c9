package io.panelws.jetty.status;

import io.panelws.jetty.status.Status.NodeRow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Which nodes are shown, and in which order. Anything may be in an address bar: an order that does not exist is the usual one.
 *
 * @param sort the name of a column, with a minus in front for the largest first
 * @param filter what type, id or address must contain, in any case
 */
public record Choice(String sort, String filter) {

    private static final Comparator<NodeRow> BY_ID =
            Comparator.comparingInt((NodeRow row) -> row.id().length()).thenComparing(NodeRow::id);

    /** A column of the table. */
    enum Column {
        NODE("node", Comparator.comparing(NodeRow::type).thenComparing(BY_ID)),
        ADDRESS("address", Comparator.comparing(NodeRow::address)),
        GENERATION("generation", Comparator.comparingInt(NodeRow::generation)),
        SINCE("since", Comparator.comparing(NodeRow::since).reversed()),
        LAST_MESSAGE("lastMessage", Comparator.comparing(NodeRow::lastMessage).reversed()),
        REQUESTS("requests", Comparator.comparingLong(NodeRow::requests)),
        ERRORS("errors", Comparator.comparingLong(NodeRow::errors)),
        BYTES_IN("bytesIn", Comparator.comparingLong(NodeRow::bytesIn)),
        BYTES_OUT("bytesOut", Comparator.comparingLong(NodeRow::bytesOut)),
        REPEATED("repeated", Comparator.comparingLong(NodeRow::repeated)),
        OPEN("open", Comparator.comparingInt(NodeRow::open));

        private final String label;
        private final Comparator<NodeRow> order;

        Column(String label, Comparator<NodeRow> order) {
            this.label = label;
            this.order = order;
        }

        /** Its name in the address and among the texts. */
        String label() {
            return label;
        }

        boolean isNumber() {
            return compareTo(GENERATION) >= 0;
        }
    }

    /**
     * The rows of the choice.
     *
     * @param all every node
     * @return a new list
     */
    public List<NodeRow> of(List<NodeRow> all) {
        String wanted = filter.strip().toLowerCase(Locale.ROOT);
        Comparator<NodeRow> order = isDescending() ? column().order.reversed() : column().order;
        return all.stream()
                .filter(row -> (row.name() + " " + row.address())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .sorted(order.thenComparing(Column.NODE.order).thenComparing(NodeRow::key))
                .toList();
    }

    Column column() {
        for (Column column : Column.values()) {
            if (column.label.equals(sort.startsWith("-") ? sort.substring(1) : sort)) {
                return column;
            }
        }
        return Column.NODE;
    }

    boolean isDescending() {
        return sort.startsWith("-");
    }

    /** The query of the same choice by another column; the other way round where it is this one already. */
    String query(Column by) {
        boolean descending = by == column() ? !isDescending() : by.compareTo(Column.REQUESTS) >= 0;
        return "?sort=" + (descending ? "-" : "") + by.label + "&filter="
                + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }
}
