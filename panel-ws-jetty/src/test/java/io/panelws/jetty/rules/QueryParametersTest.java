package io.panelws.jetty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParametersTest {

    @ParameterizedTest
    @CsvSource({"a=1&b=2, b=2&a=1", "a=%31, a=1", "a+b=c, a%20b=c", "a=1&c&a=2, c&a=1&a=2", "a, a="})
    void writesEqualQueriesEqually(String query, String same) {
        assertThat(QueryParameters.sorted(query)).isEqualTo(QueryParameters.sorted(same));
    }

    @ParameterizedTest
    @CsvSource({
        "node_id=1&node_id=2, node_id=2&node_id=1",
        "a=1&b=2, a=1%01b%002",
        "a=b, a%00b",
        "a=1&b=2, a=11%3ab1%3a2",
        "a=1, a=1&a=1",
        "a=1, A=1"
    })
    void writesDifferentQueriesDifferently(String query, String other) {
        assertThat(QueryParameters.sorted(query)).isNotEqualTo(QueryParameters.sorted(other));
    }

    @Test
    void showsNoValue() {
        assertThat(QueryParameters.of("token=secret")).hasToString("[token]");
    }
}
