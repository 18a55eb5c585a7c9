package io.panelws.gateway;

import io.panelws.jetty.contract.ContractSuite;
import io.panelws.jetty.contract.Host;
import java.util.List;
import java.util.Set;

/** What a panel does for a request over HTTP is what it does for the same over HTTP through the gateway. */
class GatewayHttpContractTest extends ContractSuite {

    private static final Set<String> SHOWN = Set.of("header Content-Length", "body");

    private static final List<BehindTheGateway.Line> TABLE = List.of(
            new BehindTheGateway.Line(
                    "A short answer without a length gets one.",
                    Set.of("header Content-Length"),
                    BehindTheGateway.SHORT_WITHOUT_LENGTH),
            new BehindTheGateway.Line(
                    "What is no HTTP is no answer: 502.", Set.of("status"), BehindTheGateway.ANSWERS_NO_HTTP),
            new BehindTheGateway.Line(
                    "What is no HTTP is no request: 400, and what it expects and nobody knows: 417, in the gateway's words.",
                    SHOWN,
                    Set.of(
                            "headers-bad-name",
                            "headers-control",
                            "headers-expect",
                            "path-bad-escape",
                            "path-fragment",
                            "path-nul",
                            "query-fragment")),
            new BehindTheGateway.Line(
                    "What belongs to the hop, and what proxies vouch for, is not passed on.",
                    SHOWN,
                    Set.of("headers-hop", "headers-proxy", "headers-underscore")),
            new BehindTheGateway.Line("An empty PATCH has no length.", SHOWN, Set.of("method-PATCH")),
            new BehindTheGateway.Line(
                    "It belongs to the hop.", Set.of("header Proxy-Authenticate"), Set.of("reply-proxy")));

    @Override
    protected Host start() throws Exception {
        return BehindTheGateway.start("servlets behind the gateway, over HTTP", false, TABLE);
    }
}
