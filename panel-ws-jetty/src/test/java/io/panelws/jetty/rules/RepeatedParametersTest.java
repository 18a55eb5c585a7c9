package io.panelws.jetty.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.eclipse.jetty.util.MultiMap;
import org.eclipse.jetty.util.UrlEncoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a message spells a parameter: what Jetty reads under the handshake's names is what the handshake has said. */
class RepeatedParametersTest {

    private static final String HANDSHAKE = "node_id=1&node_type=vless&token=s%20t&a+b";

    private static final String[] PIECES = {
        "node",
        "_",
        "id",
        "%5f",
        "%5F",
        "n",
        "%6e",
        "%4e",
        "%",
        "%%",
        "%6",
        "%zz",
        "%u006e",
        "%+1",
        "%-1",
        "+",
        "%2b",
        "%20",
        "&",
        "&",
        "=",
        ";",
        "%26",
        "%3D",
        "%c3",
        "%c1%ae",
        "%ff",
        "%e2%98",
        "%00",
        "%0a",
        "é",
        "\ud83d\ude00",
        "\uff4e",
        "%EF%BF%BD",
        "%25",
        "zz",
        "?",
        "/"
    };

    /** As forgiving as a configuration of Jetty can make it. */
    private static MultiMap<String> read(String query) {
        MultiMap<String> parameters = new MultiMap<>();
        UrlEncoded.decodeUtf8To(query, 0, query.length(), parameters::add, true, true, true);
        return parameters;
    }

    private static void assertHandshakeStands(String handshake, String messageQuery) {
        String query;
        try {
            query = RequestTarget.of("/a?" + messageQuery, HandshakeQuery.of(handshake))
                    .query();
        } catch (RuleViolation e) {
            return;
        }
        MultiMap<String> said = read(handshake);
        MultiMap<String> read = read(query);
        for (String name : said.keySet()) {
            assertThat(read.get(name))
                    .as("%s of %s behind %s", name, messageQuery, handshake)
                    .isEqualTo(said.get(name));
        }
    }

    private static String pieces(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = 1 + random.nextInt(6); length > 0; length--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    @Test
    void noSpellingSetsANameOfANodesHandshake() {
        Random random = new Random(9);
        for (int i = 0; i < 200_000; i++) {
            assertHandshakeStands(HANDSHAKE, pieces(random));
        }
    }

    @Test
    void noSpellingSetsANameOfAStrangeHandshake() {
        Random random = new Random(10);
        for (int i = 0; i < 200_000; i++) {
            String handshake = pieces(random).replaceAll("[^ -~]", "") + "&token=t";
            assertHandshakeStands(handshake, pieces(random));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node_id%zz=2",
                "%u006eode_id=2",
                "node%u005fid",
                "%=2",
                "x=1&%6=2",
                "node_id%ff=2",
                "%c1%aeode_id=2",
                "a%2",
                "%+1"
            })
    void refusesANameThatCanBeReadInTwoWays(String query) {
        assertThatThrownBy(() -> RequestTarget.of("/a?" + query, HandshakeQuery.of(HANDSHAKE)))
                .isInstanceOfSatisfying(
                        RuleViolation.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x=%zz", "x=%ff", "x=1;node_id=2", "X=node_id=2", "NODE_ID=2", "x=%26node_id=2", "%26node_id=2"})
    void leavesValuesAndOtherNamesToThePanel(String query) throws RuleViolation {
        assertThat(RequestTarget.of("/a?" + query, HandshakeQuery.of(HANDSHAKE)).query())
                .isEqualTo(HANDSHAKE + "&" + query);
        assertThat(read(HANDSHAKE + "&" + query).get("node_id")).isEqualTo(List.of("1"));
    }
}
