package io.panelws.gateway;

import io.panelws.jetty.contract.ContractSuite;
import io.panelws.jetty.contract.Host;
import java.util.List;
import java.util.Set;

/** What a panel does for a request over HTTP is what it does for a message that comes through the gateway. */
class GatewayContractTest extends ContractSuite {

    private static final Set<String> SHOWN = Set.of("header Content-Length", "body");

    private static final List<BehindTheGateway.Line> TABLE = List.of(
            new BehindTheGateway.Line(
                    "The panel's path is named by --panel, not by the node's URL: here nobody names it.",
                    SHOWN,
                    Set.of(
                            "path-exact-panel",
                            "path-prefix-panel",
                            "path-prefix-only-panel",
                            "path-extension-panel",
                            "path-default-panel")),
            new BehindTheGateway.Line(
                    "The same.", Set.of("header Location"), Set.of("redirect-context", "folder-redirect-context")),
            new BehindTheGateway.Line("The same.", Set.of("header Set-Cookie"), Set.of("session-context")),
            new BehindTheGateway.Line(
                    "A short answer without a length gets one.",
                    Set.of("header Content-Length"),
                    BehindTheGateway.SHORT_WITHOUT_LENGTH),
            new BehindTheGateway.Line(
                    "What is no HTTP is no answer: 502.", Set.of("status"), BehindTheGateway.ANSWERS_NO_HTTP),
            new BehindTheGateway.Line("An empty PATCH has no length.", SHOWN, Set.of("method-PATCH")),
            new BehindTheGateway.Line(
                    "Behind the gateway these are the same as over HTTP.",
                    Set.of(),
                    Set.of("headers-too-long", "path-too-long", "reply-too-long", "attributes")),
            new BehindTheGateway.Line(
                    "It belongs to the hop.", Set.of("header Proxy-Authenticate"), Set.of("reply-proxy")));

    @Override
    protected Host start() throws Exception {
        return BehindTheGateway.start("servlets behind the gateway", true, TABLE);
    }
}
