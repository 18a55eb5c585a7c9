package io.panelws.jetty.status;

import io.panelws.jetty.status.Status.NodeRow;
import io.panelws.jetty.status.Status.Refusal;
import io.panelws.jetty.status.Status.Traffic;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The same as JSON. Times are ISO 8601, sizes are bytes. */
public final class StatusJson {

    private final StringBuilder json = new StringBuilder(1024);

    private StatusJson() {}

    /**
     * Everything.
     *
     * @param status what there is
     * @param nodes those that are asked for
     * @param proof goes with what is posted
     * @return an object
     */
    public static String of(Status status, List<NodeRow> nodes, String proof) {
        StatusJson out = new StatusJson();
        out.json.append("{\"at\":");
        out.string(status.at().toString());
        out.json.append(",\"totals\":");
        out.totals(status.totals());
        out.json.append(",\"nodes\":");
        out.array(nodes, StatusJson::node);
        out.json.append(",\"refusals\":");
        out.array(status.refusals(), StatusJson::refusal);
        out.json.append(",\"proof\":");
        out.string(proof);
        return out.json.append("}").toString();
    }

    /**
     * A node's traffic.
     *
     * @param traffic what it said
     * @return an object
     */
    public static String of(Traffic traffic) {
        StatusJson out = new StatusJson();
        out.json.append("{\"node\":");
        out.string(traffic.node());
        out.json.append(",\"tag\":");
        out.string(traffic.tag());
        out.json.append(",\"traffic\":");
        out.array(traffic.users(), (to, user) -> to.json
                .append("{\"user\":")
                .append(user.user())
                .append(",\"upload\":")
                .append(user.upload())
                .append(",\"download\":")
                .append(user.download())
                .append('}'));
        return out.json.append("}").toString();
    }

    /**
     * What came of something.
     *
     * @param message a sentence
     * @return an object
     */
    public static String message(String message) {
        StatusJson out = new StatusJson();
        out.json.append("{\"message\":");
        out.string(message);
        return out.json.append("}").toString();
    }

    private void totals(Map<String, Long> totals) {
        String comma = "{";
        for (Map.Entry<String, Long> total : totals.entrySet()) {
            json.append(comma);
            string(total.getKey());
            json.append(':').append(total.getValue());
            comma = ",";
        }
        json.append(totals.isEmpty() ? "{}" : "}");
    }

    private static void node(StatusJson to, NodeRow row) {
        to.json.append("{\"key\":");
        to.string(row.key());
        to.json.append(",\"type\":");
        to.string(row.type());
        to.json.append(",\"id\":");
        to.string(row.id());
        to.json.append(",\"address\":");
        to.string(row.address());
        to.json.append(",\"generation\":").append(row.generation());
        to.json.append(",\"askable\":").append(row.askable());
        to.json.append(",\"since\":");
        to.string(row.since().toString());
        to.json.append(",\"lastMessage\":");
        to.string(row.lastMessage().toString());
        to.json.append(",\"requests\":").append(row.requests());
        to.json.append(",\"errors\":").append(row.errors());
        to.json.append(",\"bytesIn\":").append(row.bytesIn());
        to.json.append(",\"bytesOut\":").append(row.bytesOut());
        to.json.append(",\"repeated\":").append(row.repeated());
        to.json.append(",\"open\":").append(row.open()).append('}');
    }

    private static void refusal(StatusJson to, Refusal refusal) {
        to.json.append("{\"at\":");
        to.string(refusal.at().toString());
        to.json.append(",\"node\":");
        to.string(refusal.node());
        to.json.append(",\"address\":");
        to.string(refusal.address());
        to.json.append(",\"status\":").append(refusal.status());
        to.json.append(",\"reason\":");
        to.string(refusal.reason());
        to.json.append('}');
    }

    private <T> void array(List<T> items, BiConsumer<StatusJson, T> writer) {
        json.append('[');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                json.append(',');
            }
            writer.accept(this, items.get(i));
        }
        json.append(']');
    }

    private void string(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == '<' || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
