package io.panelws.jetty.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What the panel does for a request over HTTP is what it does for it over panel-ws: each case is tried over both, and
 * status, headers and body are compared. A subclass says on which host.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ContractSuite {

    private Host host;
    private int cases;
    private int differing;
    private int known;

    /** Starts the panel. */
    protected abstract Host start() throws Exception;

    @BeforeAll
    void startTheHost() throws Exception {
        host = start();
    }

    @AfterAll
    void stopTheHostAndReport() {
        host.close();
        ContractReport.add(host.name(), new ContractReport.Count(cases, differing, known));
    }

    @Test
    void namesEveryCaseOnce() {
        assertThat(caseIds()).doesNotHaveDuplicates();
    }

    final List<String> caseIds() {
        return host.groups().stream()
                .flatMap(group -> group.cases().stream())
                .map(ContractCase::id)
                .toList();
    }

    @TestFactory
    Stream<DynamicNode> answersOverPanelWsAsOverHttp() {
        return host.groups().stream().flatMap(group -> group.cases().stream()
                .map(each -> DynamicTest.dynamicTest(
                        group.subject() + ": " + each.sentence() + " [" + each.id() + "]", () -> compare(each))));
    }

    private void compare(ContractCase each) {
        cases++;
        differing++;
        Map<String, String> differences;
        try {
            differences = differences(each);
        } catch (RuntimeException e) {
            throw new AssertionError("in " + each.id() + ": " + e.getMessage(), e);
        }
        assertThat(differences.keySet())
                .as("what differs in %s, HTTP | panel-ws: %s", each.id(), differences)
                .isEqualTo(host.ownDifferences().getOrDefault(each.id(), expected(each)));
        differing--;
        known += differences.isEmpty() ? 0 : 1;
    }

    private Set<String> expected(ContractCase each) {
        return host.nodesSendMessages() ? KnownDifferences.partsOf(each.id()) : Set.of();
    }

    private Transport asNode(ContractCase each) {
        return host.nodesSendMessages()
                ? new WsTransport(host.port(), each.contextPath())
                : new HttpTransport(host.port(), each.contextPath(), Map.of());
    }

    private Map<String, String> differences(ContractCase each) {
        Map<String, String> differences = new LinkedHashMap<>();
        Memory httpMemory = new Memory();
        Memory wsMemory = new Memory();
        try (Transport http = new HttpTransport(host.httpPort(), each.contextPath(), host.addedHeaders());
                Transport ws = asNode(each)) {
            for (CaseRequest request : each.requests()) {
                Outcome overHttp = http.exchange(httpMemory.addTo(request));
                Outcome overWs = ws.exchange(wsMemory.addTo(request));
                assertThat(overHttp.whole() ? overHttp.status() : CaseRequest.BROKEN)
                        .as("status over HTTP of %s %s", request.method(), request.path())
                        .isEqualTo(request.status());
                httpMemory.keep(overHttp);
                wsMemory.keep(overWs);
                differences.putAll(Comparison.differences(Mask.mask(overHttp), Mask.mask(overWs)));
                if (!overWs.whole()) {
                    return differences;
                }
            }
            assertThat(ws.exchange(CaseRequest.get("/")).whole())
                    .as("the connection goes on after %s", each.id())
                    .isTrue();
        }
        return differences;
    }
}
