package io.panelws.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {

    private final Mask mask = Mask.of("s3cret/t");

    @Test
    void masksTheParameterAndItsEncodedForm() {
        assertThat(mask.apply("GET /a?node_id=1&token=s3cret%2Ft&x=1 HTTP/1.1"))
                .isEqualTo("GET /a?node_id=1&token=***&x=1 HTTP/1.1");
        assertThat(mask.apply("{\"path\":\"/a?token=other\"}")).isEqualTo("{\"path\":\"/a?token=***\"}");
    }

    @Test
    void masksTheTokenWhereverThePanelRepeatsIt() {
        assertThat(mask.apply("no s3cret/t here, nor s3cret%2Ft")).isEqualTo("no *** here, nor ***");
    }

    @Test
    void masksABodyThatHoldsTheToken() {
        assertThat(mask.apply("\"body\":\"" + base64("{\"message\":\"s3cret/t is wrong\"}") + "\""))
                .isEqualTo("\"body\":\"***\"");
        String harmless = "\"body\":\"" + base64("{\"message\":\"wrong\"}") + "\"";
        assertThat(mask.apply(harmless)).isEqualTo(harmless);
    }

    @Test
    void findsATokenThatIsTooShortToBeOneInParametersOnly() {
        assertThat(Mask.of("T").apply("GET /T?token=T")).isEqualTo("GET /T?token=***");
    }

    @Test
    void masksTheLongerTokenFirst() {
        assertThat(Mask.of("abcd").and("abcdef").apply("abcdef abcd")).isEqualTo("*** ***");
    }

    @ParameterizedTest
    @CsvSource({
        "node_id=1&node_type=vless&token=s3, node_id=1&node_type=vless&token=***",
        "token=a&x=b&token=c, token=***&x=b&token=***",
        "Token=a, Token=***",
        "t%6Fken=a, t%6Fken=***",
        "token=a=b, token=***",
        "token, token",
        "%zz=1&token=a, %zz=1&token=***",
        "mytoken=a, mytoken=***",
    })
    void masksEveryParameterThatIsCalledToken(String query, String masked) {
        assertThat(Mask.PARAMETERS.apply(query)).isEqualTo(masked);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
