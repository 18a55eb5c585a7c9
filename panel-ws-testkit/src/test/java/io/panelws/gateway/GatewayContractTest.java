package io.panelws.gateway;

import io.panelws.jetty.contract.CaseGroup;
import io.panelws.jetty.contract.ContractSuite;
import io.panelws.jetty.contract.Host;
import io.panelws.jetty.contract.plain.PlainPanel;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a panel does for a request over HTTP is what it does for a message that comes through the gateway. */
class GatewayContractTest extends ContractSuite {

    @Override
    protected Host start() throws Exception {
        PlainPanel panel = new PlainPanel();
        Gateway gateway = Gateway.start(GatewayOptions.to(URI.create("http://127.0.0.1:" + panel.port()))
                .withFilter("handshakeAuth", "none"));
        return new BehindTheGateway(panel, gateway);
    }

    private record BehindTheGateway(PlainPanel panel, Gateway gateway) implements Host {

        @Override
        public String name() {
            return "servlets behind the gateway";
        }

        @Override
        public List<? extends CaseGroup> groups() {
            return panel.groups();
        }

        @Override
        public int port() {
            return gateway.port();
        }

        @Override
        public int httpPort() {
            return panel.port();
        }

        @Override
        public Map<String, Set<String>> ownDifferences() {
            return Map.of();
        }

        @Override
        public void close() {
            gateway.close();
            panel.close();
        }
    }
}
