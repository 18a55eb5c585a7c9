package io.panelws.testkit.panel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenMaskTest {

    @ParameterizedTest
    @CsvSource({
        "node_id=1&node_type=vless&token=s3, node_id=1&node_type=vless&token=***",
        "token=a&x=b&token=c, token=***&x=b&token=***",
        "Token=a, Token=***",
        "t%6Fken=a, t%6Fken=***",
        "token=a=b, token=***",
        "token, token",
        "%zz=1&token=a, %zz=1&token=***",
        "mytoken=a, mytoken=a",
    })
    void hidesTheTokenAndNothingElse(String query, String masked) {
        assertThat(TokenMask.query(query)).isEqualTo(masked);
    }
}
