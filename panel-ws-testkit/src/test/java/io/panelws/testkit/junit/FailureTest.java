package io.panelws.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.panelws.api.WsRequest;
import io.panelws.testkit.fault.Fault;
import io.panelws.testkit.fault.FaultPlan;
import io.panelws.testkit.fault.What;
import io.panelws.testkit.fault.When;
import io.panelws.testkit.node.ConcurrentNodeClient;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.PanelSource;
import io.panelws.testkit.panel.RecordingPanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Handler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What a failed test is told, and what the extension says when it is used in a way that does not work. */
class FailureTest {

    @Test
    void attachesTheTranscriptToTheFailure() {
        EngineExecutionResults results = Runs.of(Failing.class);

        Throwable failure = failures(results).get(0);
        assertThat(failure).hasMessage("on purpose");
        assertThat(failure.getSuppressed()).singleElement().satisfies(attached -> assertThat(attached.toString())
                .startsWith("what the nodes and the panel said:\n")
                .contains("node 1 (vless 1), websocket 1: POST /api/v1/server/UniProxy/push -> ANSWERED 200")
                .contains("panel, websocket 1.1: POST /api/v1/server/UniProxy/push?node_id=1&node_type=vless&token=***")
                .contains("> {\"1\":[10,20]}")
                .contains("< 200\n")
                .contains("< {\"data\":true}")
                .contains("node 2 (trojan 2), websocket 1: GET /api/v1/server/UniProxy/config -> REFUSED 403")
                .contains("node 2 (trojan 2), http: GET /api/v1/server/UniProxy/config -> ANSWERED 403")
                .doesNotContain("hush")
                .doesNotContain("stranger"));
    }

    @Test
    void publishesTheSameTranscriptAsAReportEntry() {
        EngineExecutionResults results = Runs.of(Failing.class);

        String attached = failures(results).get(0).getSuppressed()[0].getMessage();
        assertThat(entries(results)).singleElement().satisfies(entry -> assertThat(attached)
                .endsWith(entry.getKeyValuePairs().get("panel-ws"))
                .hasSizeGreaterThan(500));
    }

    @Test
    void attachesItAlsoWhereALifecycleMethodFails() {
        assertThat(failures(Runs.of(FailingBefore.class)))
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(Transcript.Attached.class));
        assertThat(failures(Runs.of(FailingAfter.class)))
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(Transcript.Attached.class));
        assertThat(failures(Runs.of(FailingBeforeAll.class)))
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(Transcript.Attached.class));
    }

    @Test
    void attachesNothingWhereATestSucceedsOrIsAborted() {
        EngineExecutionResults results = Runs.of(NotFailing.class);
        results.testEvents()
                .assertStatistics(events -> events.succeeded(1).aborted(1).failed(0));
        assertThat(entries(results)).isEmpty();
    }

    @Test
    void saysThatThereIsNoPanelOutsideOfATest() {
        assertThat(messages(Runs.of(ParameterBeforeAll.class)))
                .singleElement()
                .asString()
                .contains("outside of a test there is none, unless the scope is CLASS");
    }

    @Test
    void saysThatAFieldOfASharedInstanceIsNotSet() {
        assertThat(messages(Runs.of(FieldOfASharedInstance.class)))
                .singleElement()
                .asString()
                .contains("is in an instance that all tests share; use parameters instead");
    }

    @Test
    void saysThatAFieldIsOfAnotherType() {
        assertThat(messages(Runs.of(FieldOfAnotherType.class)))
                .singleElement()
                .asString()
                .contains("is of a type that panel-ws does not inject");
    }

    @Test
    void saysThatAPanelOfTheClassNeedsAStaticField() {
        assertThat(messages(Runs.of(PanelOfTheClassInAnInstance.class)))
                .singleElement()
                .asString()
                .contains("needs a PanelWsExtension in a static field");
    }

    @Test
    void saysThatAFieldIsNotAnnotated() {
        assertThat(messages(Runs.of(ForgottenField.class))).hasSize(1).allSatisfy(message -> assertThat(message)
                .contains("nobody has set the field private io.panelws.testkit.panel.RecordingPanel")
                .contains("it needs @Given, or @AsNode"));
    }

    @Test
    void saysHowFaultsAreAskedFor() {
        assertThat(messages(Runs.of(FaultsUnasked.class)))
                .singleElement()
                .asString()
                .startsWith("nothing stands between the nodes and the panel: say @PanelWsTest(faults = true)");
    }

    @Test
    void saysThatANodeClientIsOfGenerationOne() {
        assertThat(messages(Runs.of(ClientOfGenerationTwo.class)))
                .singleElement()
                .asString()
                .startsWith("a NodeClient is of generation 1");
    }

    @Test
    void takesNoPanelBesideAWar() {
        assertThat(messages(Runs.of(PanelAndWar.class)))
                .contains("@PanelWsTest names a panel and a war: there can be one");
        assertThat(messages(Runs.of(ContextPathWithoutWar.class)))
                .contains("@PanelWsTest names a contextPath and no war that is mounted there");
    }

    @Test
    void saysFirstWhyThePanelDoesNotStart() {
        assertThat(messages(Runs.of(MissingWar.class)))
                .singleElement()
                .asString()
                .startsWith("the panel does not start: /")
                .endsWith("target/no-such.war: no WAR file or directory there");
    }

    @Test
    void hasNodesOfGenerationTwoAndFaultsInTheTranscript() {
        EngineExecutionResults results = Runs.of(FailingWithFaults.class);
        assertThat(failures(results).get(0).getSuppressed()[0].getMessage())
                .contains("faults, connection 0, exchange 0, both counted from 0: before-response reset is due")
                .contains(
                        "node 1 (vless 1, generation 2), websocket 2: GET /api/v1/server/UniProxy/config -> ANSWERED 200")
                .contains(
                        "node 2 (vless 5, generation 2), websocket 1: GET /api/v1/server/UniProxy/user -> ANSWERED 200");
    }

    private static List<Throwable> failures(EngineExecutionResults results) {
        List<Throwable> failures = new ArrayList<>();
        results.allEvents().finished().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .forEach(result -> result.getThrowable().ifPresent(failures::add));
        return failures;
    }

    private static List<String> messages(EngineExecutionResults results) {
        return failures(results).stream().map(Throwable::getMessage).toList();
    }

    private static List<ReportEntry> entries(EngineExecutionResults results) {
        return results.allEvents().reportingEntryPublished().stream()
                .map(event -> event.getRequiredPayload(ReportEntry.class))
                .toList();
    }

    static class Failing {

        @RegisterExtension
        final PanelWsExtension extension = PanelWsExtension.sample(SamplePanelOptions.DEFAULT.withToken("hush+20c4"));

        @Test
        void fails(UniProxyNode node, @AsNode(type = "trojan", id = 2, token = "stranger") UniProxyNode other)
                throws Exception {
            node.pushTraffic(Map.of(1, new Traffic(10, 20)));
            other.pollConfig();
            fail("on purpose");
        }
    }

    @PanelWsTest
    static class FailingBefore {

        @BeforeEach
        void fails(UniProxyNode node) throws Exception {
            node.pollConfig();
            fail("on purpose");
        }

        @Test
        void test() {}
    }

    @PanelWsTest
    static class FailingAfter {

        @AfterEach
        void fails(UniProxyNode node) throws Exception {
            node.pollConfig();
            fail("on purpose");
        }

        @Test
        void test() {}
    }

    @PanelWsTest(scope = PanelScope.CLASS)
    static class FailingBeforeAll {

        @BeforeAll
        static void fails(UniProxyNode node) throws Exception {
            node.pollConfig();
            fail("on purpose");
        }

        @Test
        void test() {}
    }

    @PanelWsTest
    static class NotFailing {

        @Test
        void succeeds(UniProxyNode node) throws Exception {
            node.pollConfig();
        }

        @Test
        void aborts(UniProxyNode node) throws Exception {
            node.pollConfig();
            Assumptions.abort();
        }
    }

    @PanelWsTest
    static class ParameterBeforeAll {

        @BeforeAll
        static void asks(RecordingPanel panel) {}

        @Test
        void test() {}
    }

    @PanelWsTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class FieldOfASharedInstance {

        @Given
        RecordingPanel panel;

        @Test
        void test() {}
    }

    @PanelWsTest
    static class FieldOfAnotherType {

        @Given
        String panel;

        @Test
        void test() {}
    }

    static class PanelOfTheClassInAnInstance {

        @RegisterExtension
        final PanelWsExtension extension =
                PanelWsExtension.sample(SamplePanelOptions.DEFAULT).withScope(PanelScope.CLASS);

        @Test
        void test(RecordingPanel panel) {}
    }

    @PanelWsTest
    static class ForgottenField {

        private RecordingPanel panel;

        @Test
        void test() {
            panel.port();
        }
    }

    @PanelWsTest
    static class FaultsUnasked {

        @Test
        void test(Faults faults) {}
    }

    @PanelWsTest
    static class ClientOfGenerationTwo {

        @Test
        void test(@AsNode(generation = 2) NodeClient node) {}
    }

    @PanelWsTest(war = "target/no-such.war", panel = OwnPanel.class)
    static class PanelAndWar {

        @Test
        void test(RecordingPanel panel) {}
    }

    @PanelWsTest(contextPath = "/panel")
    static class ContextPathWithoutWar {

        @Test
        void test(RecordingPanel panel) {}
    }

    @PanelWsTest(war = "target/no-such.war")
    static class MissingWar {

        @Test
        void test(RecordingPanel panel) {}
    }

    static final class OwnPanel implements PanelSource {

        @Override
        public Handler create() {
            return new ServletContextHandler();
        }
    }

    @PanelWsTest(faults = true)
    static class FailingWithFaults {

        @Test
        void fails(
                @AsNode(generation = 2) UniProxyNode node, @AsNode(id = 5) ConcurrentNodeClient client, Faults faults)
                throws Exception {
            faults.plan(FaultPlan.script(new Fault(When.BEFORE_RESPONSE, new What.Reset())));
            node.pollConfig();
            client.exchange(new WsRequest("GET", UniProxyNode.API + "user", Map.of(), new byte[0]));
            fail("on purpose");
        }
    }
}
