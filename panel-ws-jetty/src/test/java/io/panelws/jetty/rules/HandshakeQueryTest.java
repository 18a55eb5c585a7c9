package io.panelws.jetty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeQueryTest {

    @ParameterizedTest
    @CsvSource({
        "node_id=1&node_type=vless&token=s, node_id, 1",
        "a=1&node%5Fid=2, node_id, 2",
        "node_id=1&node_id=2, node_id, 1",
        "node_id, node_id, ''",
        "token=a%20b+c%2B, token, a b c+",
        "token=100%, token, 100%",
        "token=%zz, token, %zz",
        "=1, '', 1",
    })
    void findsTheFirstValueOfADecodedName(String query, String name, String value) {
        assertThat(HandshakeQuery.of(query).parameter(name)).hasValue(value);
        assertThat(HandshakeQuery.of(query).has(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'', node_id", "'', ''", "&&, ''", "NODE_ID=1, node_id", "a=node_id, node_id", "my_node_id=1, node_id"})
    void findsNothingElse(String query, String name) {
        assertThat(HandshakeQuery.of(query).parameter(name)).isEmpty();
        assertThat(HandshakeQuery.of(query).has(name)).isFalse();
    }

    @Test
    void givesTheQueryAsItCameAndShowsNothingOfIt() {
        HandshakeQuery query = HandshakeQuery.of("token=s%20ecret&secret");
        assertThat(query.raw()).isEqualTo("token=s%20ecret&secret");
        assertThat(query).asString().doesNotContain("ecret");
    }
}
