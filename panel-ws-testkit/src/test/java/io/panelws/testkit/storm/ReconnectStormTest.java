package io.panelws.testkit.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All nodes come back at once; {@code panelws.storm.nodes} says how many, 200 by default. */
class ReconnectStormTest {

    private static final int NODES = Integer.getInteger("panelws.storm.nodes", 200);
    private static final String PROBE = "probe:/api/v1/server/UniProxy/config";

    static Stream<Storm.Setting> settings() {
        return Stream.of(
                new Storm.Setting(NODES, false, false, "none", 200, 4096),
                new Storm.Setting(NODES, false, false, PROBE, 20, 4096),
                new Storm.Setting(NODES, false, true, PROBE, 20, 4096),
                new Storm.Setting(NODES, false, false, PROBE, 20, 0),
                new Storm.Setting(NODES, true, false, PROBE, 20, 4096),
                new Storm.Setting(NODES, true, true, PROBE, 20, 4096));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void serveEveryNodeAndLoseNothing(Storm.Setting setting, @TempDir Path directory) throws Exception {
        try (Storm storm = new Storm(setting, directory)) {
            storm.run();
            System.out.println(storm.figures());

            assertThat(storm.served()).isEqualTo(setting.nodes());
            assertThat(storm.lost()).isZero();
            assertThat(storm.twice()).isZero();
        }
    }
}
