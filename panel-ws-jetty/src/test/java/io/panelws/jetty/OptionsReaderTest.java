package io.panelws.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.panelws.jetty.testing.TestPanel;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsReaderTest {

    /** Starts a panel whose filter has one init-param, as web.xml would give it. */
    private static void startWith(String name, String value) {
        FilterHolder holder = new FilterHolder(PanelWsFilter.class);
        holder.setInitParameter(name, value);
        new TestPanel().filter(holder).start().close();
    }

    @ParameterizedTest
    @CsvSource({
        "allowedMethods, 'GET, POST'",
        "allowedOrigins, https://panel.example",
        "proxyHeaders, X-Edge-Client",
        "messageHeaders, X-Node-Version",
        "maxMessageBytes, 16MiB",
        "maxMessageBytes, 1048576",
        "maxHeaderCount, 5",
        "maxHeaderBytes, 4KiB",
        "maxResponseBytes, 1GiB",
        "maxConnections, 5",
        "maxConnectionsPerNode, 5",
        "maxQueuedRequests, 5",
        "maxConcurrentRequests, 5",
        "requestTimeout, 500ms",
        "requestTimeout, 10m",
    })
    void startsWithEveryOption(String name, String value) {
        startWith(name, value);
    }

    @ParameterizedTest
    @CsvSource({
        "maxMessageByte, 1",
        "maxMessageBytes, 16 apples",
        "maxMessageBytes, 4GiB",
        "maxMessageBytes, 0",
        "maxHeaderCount, many",
        "requestTimeout, 60",
        "requestTimeout, 0s",
        "requestTimeout, ''",
        "allowedMethods, ''",
    })
    void stopsTheStartWithASentenceThatNamesTheOption(String name, String value) {
        assertThatThrownBy(() -> startWith(name, value)).rootCause().isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> startWith(name, value)).hasStackTraceContaining(name);
    }

    @Test
    void speaksOfInitParams() {
        assertThatThrownBy(() -> startWith("maxMessageByte", "1"))
                .hasStackTraceContaining("there is no init-param maxMessageByte; known are allowedMethods, ");
        assertThatThrownBy(() -> startWith("maxHeaderCount", " many "))
                .hasStackTraceContaining("the init-param maxHeaderCount has the value 'many': expected a number");
    }

    @Test
    void hasTheSameDefaultsInBothPlaces() {
        assertThat(PanelWsOptions.DEFAULT).isEqualTo(PanelWsOptions.builder().build());
        assertThat(PanelWsOptions.DEFAULT.maxMessageBytes()).isEqualTo(16 * 1024 * 1024);
        assertThat(PanelWsOptions.DEFAULT.maxResponseBytes()).isEqualTo(256L * 1024 * 1024);
        assertThat(PanelWsOptions.DEFAULT.requestTimeout()).isEqualTo(Duration.ofSeconds(60));
    }
}
