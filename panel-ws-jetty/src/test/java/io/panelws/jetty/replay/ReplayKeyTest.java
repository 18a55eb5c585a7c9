package io.panelws.jetty.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayKeyTest {

    private static final String QUERY = "node_id=1&node_type=vless&token=secret";

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String push(String query) {
        return ReplayKey.request("POST", "/push", query, bytes("{\"1\":[1,2]}"));
    }

    private static Optional<String> node(String query, Map<String, List<String>> headers) {
        return ReplayKey.node(
                query, name -> headers.getOrDefault(name, List.of()), List.of("X-Node-Token"), Optional.empty());
    }

    private static Optional<String> node(String query) {
        return node(query, Map.of());
    }

    @Test
    void staysTheSameFromReleaseToRelease() {
        assertThat(push(QUERY)).isEqualTo("i636FZ9RsFpZb-6CYmq-fh6UgHmDQmmfMsKU962gTfY");
    }

    @Test
    void ofARequestMindsNoOrderOfDifferentParametersNorTheirEncoding() {
        assertThat(push("token=secret&node%5Ftype=vless&node_id=1&")).isEqualTo(push(QUERY));
        assertThat(push(QUERY + "&a=1&a=2")).isNotEqualTo(push(QUERY + "&a=2&a=1"));
    }

    @Test
    void ofARequestTellsApartWhateverDiffers() {
        Set<String> keys = new HashSet<>(List.of(
                push(QUERY),
                push("node_id=2&node_type=vless&token=secret"),
                push(""),
                push("a=b%26c=d"),
                push("a=b&c=d"),
                push("a=b%\ud800"),
                push("a=b%\ud801"),
                ReplayKey.request("PUT", "/push", QUERY, bytes("{\"1\":[1,2]}")),
                ReplayKey.request("POST", "/pusH", QUERY, bytes("{\"1\":[1,2]}")),
                ReplayKey.request("POST", "/push", QUERY, bytes("{\"1\":[1,3]}"))));
        assertThat(keys).hasSize(10).allMatch(key -> key.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void leavesTheBodyUnread() {
        ByteBuffer body = bytes("{}");
        ReplayKey.request("POST", "/push", QUERY, body);
        ReplayKey.isEmptyReport(body);
        assertThat(body.remaining()).isEqualTo(2);
    }

    @Test
    void ofANodeNeedsTypeAndId() {
        assertThat(node(QUERY)).isPresent();
        assertThat(node("node%5fid=1&node_typ%65=v"))
                .isEqualTo(node("node_type=v&node_id=1"))
                .isPresent();
        assertThat(List.of(
                        "",
                        "a=b",
                        "node_id=1",
                        "node_id=1&node_type=",
                        "node_type=v&node_id",
                        "%",
                        "xnode_id=1&xnode_type=v"))
                .allMatch(query -> node(query).isEmpty());
    }

    @Test
    void ofANodeIsAnotherWithOtherCredentials() {
        Set<Optional<String>> nodes = new HashSet<>(List.of(
                node(QUERY),
                node("node_id=1&node_type=vless&token=guess"),
                node("node_id=1&node_type=vless"),
                node("node_id=1&node_type=vless&token=secret&token=guess"),
                node(QUERY, Map.of("authorization", List.of("Bearer a"))),
                node(QUERY, Map.of("cookie", List.of("Bearer a"))),
                node(QUERY, Map.of("x-node-token", List.of("Bearer a"))),
                node(QUERY, Map.of("x-node-token", List.of("Bearer", "a"))),
                ReplayKey.node(QUERY, name -> List.of(), List.of("X-Node-Token"), Optional.of(new byte[] {1}))));
        assertThat(nodes).hasSize(9);
        assertThat(node(QUERY + "&x=1", Map.of("x-other", List.of("a")))).isEqualTo(node(QUERY));
    }

    @Test
    void knowsEmptyReports() {
        assertThat(List.of("", " ", "{}", " { } ", "[\r\n]", "\tnull\n"))
                .allMatch(text -> ReplayKey.isEmptyReport(bytes(text)));
        assertThat(List.of("0", "{\"1\":[1,2]}", "[[]]", "nulls", "nul", "{}{}", "\u00a0"))
                .noneMatch(text -> ReplayKey.isEmptyReport(bytes(text)));
    }

    @Test
    void givesEachMomentATimeOfItsOwn() {
        long before = Arrival.now();
        assertThat(Arrival.overHttp().read()).isGreaterThan(before).isLessThan(Arrival.now());
    }
}
