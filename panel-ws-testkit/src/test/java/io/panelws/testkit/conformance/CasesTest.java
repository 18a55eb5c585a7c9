package io.panelws.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.panelws.testkit.node.NodeOptions;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CasesTest {

    @Test
    void eachIsOneSentenceWithARuleAndAnIdOfItsOwn() {
        assertThat(Conformance.cases()).extracting(ConformanceCase::id).doesNotHaveDuplicates();
        assertThat(Conformance.cases()).allSatisfy(c -> {
            assertThat(c.id()).matches("(P-[0-9]+|api|http|bad-input)/[a-z0-9-]+");
            assertThat(c.requirement()).matches("[A-Z].*\\.");
            assertThat(c.rule()).isNotBlank();
        });
    }

    @Test
    void buildsUponCasesThatAreRunBefore() {
        List<String> before = new ArrayList<>();
        for (Check.Bound bound : Cases.all()) {
            assertThat(before).as(bound.conformanceCase().id()).containsAll(bound.after());
            before.add(bound.conformanceCase().id());
        }
        assertThat(before).startsWith(Cases.BASICS.toArray(String[]::new));
    }

    @Test
    void thoseThatWriteAreSkippedUnlessTheyAreAllowedTo() throws IOException {
        try (BarePanel panel = new BarePanel(new Breach())) {
            Conformance conformance = new Conformance(panel.options().withWrites(false));
            assertThat(Conformance.cases().stream().filter(ConformanceCase::writes))
                    .hasSize(4)
                    .allSatisfy(c -> assertThat(conformance.run(c).verdict()).isInstanceOf(Verdict.Skipped.class));
            assertThat(panel.options().billed().orElseThrow().getAsLong()).isZero();
        }
    }

    @Test
    void knowsAPanelThatIsNotThereFromOneThatRefuses() throws IOException {
        try (BarePanel panel = new BarePanel(new Breach())) {
            ProbeOptions right = panel.options();
            new Conformance(right).connect();
            NodeOptions node = right.node();
            ProbeOptions wrong = ProbeOptions.of(NodeOptions.overWebSocket(node.wsUrl(), "vless", 1, "wrong-token"));
            assertThatExceptionOfType(CannotConnectException.class)
                    .isThrownBy(() -> new Conformance(wrong).connect())
                    .withMessageContaining("refused the node: HTTP/1.1 403")
                    .withMessageNotContaining("wrong-token");
        }
        ProbeOptions nobody = ProbeOptions.of(NodeOptions.overWebSocket(URI.create("ws://127.0.0.1:1"), "v", 1, "T"));
        assertThatExceptionOfType(CannotConnectException.class)
                .isThrownBy(() -> new Conformance(nobody).connect())
                .withMessageContaining("no connection to 127.0.0.1:1: ");
    }

    /** P-3: that is a panel which takes the token from messages; its cases say so. */
    @Test
    void doesNotTakeAPanelForOneThatRefusesWhichLetsTheNodeInOverHttp() throws IOException {
        try (BarePanel panel = new BarePanel(Breaches.all().get("P-3/identity").get())) {
            new Conformance(panel.options()).connect();
        }
    }
}
