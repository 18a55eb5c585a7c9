package io.panelws.jetty.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.panelws.jetty.PanelWsOptions;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class PanelWsPropertiesTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    private void properties(Map<String, Object> values) {
        environment.getPropertySources().addFirst(new MapPropertySource("test", values));
    }

    /** As variables of the process, which are read by other names. */
    private void variables(Map<String, Object> values) {
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, values));
    }

    private PanelWsOptions read() {
        return new PanelWsProperties(environment).read().build();
    }

    @Test
    void withoutAnyAreTheDefaults() {
        assertThat(read()).isEqualTo(PanelWsOptions.DEFAULT);
    }

    /** Each option by each of its spellings, with a value of its own that is not the default. */
    @ParameterizedTest
    @ValueSource(strings = {"kebab-case", "camelCase", "snake_case", "VARIABLE", "OLD_VARIABLE"})
    void setEveryOption(String spelling) {
        Map<String, String> texts = new TreeMap<>();
        for (String name : PanelWsOptions.names()) {
            texts.put(name, other(name));
        }
        PanelWsOptions.Builder expected = PanelWsOptions.builder();
        Map<String, Object> values = new TreeMap<>();
        texts.forEach((name, text) -> {
            expected.set(name, text);
            String snake = name.replaceAll("([A-Z])", "_$1");
            values.put(
                    switch (spelling) {
                        case "kebab-case" -> PanelWsProperties.property(name);
                        case "camelCase" -> "panelWs." + name;
                        case "snake_case" -> "panel_ws." + snake;
                        case "VARIABLE" -> ("PANELWS_" + name).toUpperCase(Locale.ROOT);
                        default -> ("PANEL_WS_" + snake).toUpperCase(Locale.ROOT);
                    },
                    text);
        });
        if (spelling.contains("VARIABLE")) {
            variables(values);
        } else {
            properties(values);
        }
        assertThat(read()).isEqualTo(expected.build()).isNotEqualTo(PanelWsOptions.DEFAULT);
    }

    private static String other(String name) {
        if (name.endsWith("Bytes")) {
            return name.equals("maxPendingBytes") ? "99MiB" : "99KiB";
        }
        return switch (name) {
            case "dispatch" -> "forward";
            case "handshakeAuth" -> "probe:/x,y";
            case "allowedMethods" -> "GET, POST";
            case "allowedOrigins" -> "https://panel.example";
            case "proxyHeaders" -> "X-Edge";
            case "messageHeaders" -> "X-Node";
            case "replayGuard" -> "false";
            case "replayStore" -> "memory";
            case "replayStoreDown" -> "local";
            case "replayStoreCreate" -> "true";
            default -> name.startsWith("max") ? "7" : "7s";
        };
    }

    @ParameterizedTest
    @CsvSource({"16MiB, 16777216", "16MB,  16777216", "512KB, 524288", "1GB,   1073741824", "65536, 65536", "100B,  100"
    })
    void takeSizesInSpringsSpellingToo(String text, int bytes) {
        properties(Map.of("panel-ws.max-message-bytes", text, "panel-ws.max-pending-bytes", "1GB"));
        assertThat(read().maxMessageBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"30s, 30000", "PT30S, 30000", "PT0.5S, 500", "500ms, 500", "PT1H, 3600000"})
    void takeDurationsInSpringsSpellingToo(String text, long milliseconds) {
        properties(Map.of("panel-ws.request-timeout", text));
        assertThat(read().requestTimeout()).isEqualTo(Duration.ofMillis(milliseconds));
    }

    @Test
    void areListsWithCommasOrWithIndices() {
        properties(Map.of(
                "edge", "X-Edge-Client",
                "panel-ws.allowed-methods", "GET, POST",
                "panel-ws.allowed-origins", "",
                "panel-ws.proxy-headers[0]", "${edge}",
                "panel-ws.proxy-headers[1]", "X-Other"));
        PanelWsOptions options = read();
        assertThat(options.allowedMethods()).containsExactly("GET", "POST");
        assertThat(options.allowedOrigins()).isEmpty();
        assertThat(options.proxyHeaders()).containsExactly("X-Edge-Client", "X-Other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "panel-ws.max-message-byte | 1 | there is no property panel-ws.max-message-byte; known are"
                        + " panel-ws.allowed-methods, panel-ws.allowed-origins",
                "panel-ws.port | 51821 | there is no property panel-ws.port; known are",
                "panel-ws.node-authenticator | x | there is no property panel-ws.node-authenticator; known are",
                "panel-ws.dispatch.x | x | there is no property panel-ws.dispatch.x; known are",
                "panel-ws.max-connections | many | the option maxConnections has the value 'many': expected a number",
                "panel-ws.max-message-bytes | 4GB | the option maxMessageBytes has the value '4GiB': at most",
                "panel-ws.keep-alive | 30 | the option keepAlive has the value '30': expected a duration",
                "panel-ws.keep-alive | PTX | the option keepAlive has the value 'PTX': expected a duration",
                "panel-ws.enabled | off | the property has the value 'off': expected true or false",
            })
    void stopTheStartWithASentence(String name, String value, String sentence) {
        properties(Map.of(name, value));
        assertThatThrownBy(this::read)
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("panel-ws: " + sentence)
                .hasMessageContaining("(" + name + ", ");
    }

    @Test
    void sayWhereAWrongOneIsWritten() {
        variables(Map.of("PANELWS_MAXCONNECTION", "5"));
        assertThatThrownBy(this::read)
                .hasMessageContaining("there is no property panelws.maxconnection;")
                .hasMessageContaining("(panelws.maxconnection, ")
                .hasMessageContaining("PANELWS_MAXCONNECTION");
    }

    /** A service of that name brings them; and the testkit's token is no option either. */
    @Test
    void areNotThoseThatKubernetesSets() {
        variables(Map.of(
                "PANELWS_SERVICE_HOST", "10.0.0.1",
                "PANELWS_SERVICE_PORT", "80",
                "PANELWS_PORT", "tcp://10.0.0.1:80",
                "PANELWS_PORT_80_TCP_ADDR", "10.0.0.1",
                "PANEL_WS_TOKEN", "hush",
                "PANELWS_MAXCONNECTIONS", "5"));
        assertThat(read().maxConnections()).isEqualTo(5);
    }

    @Test
    void knowNothingOfOthers() {
        properties(Map.of("panel.token", "x", "panel-wsx.y", "z"));
        assertThat(read()).isEqualTo(PanelWsOptions.DEFAULT);
    }
}
