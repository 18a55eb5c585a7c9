package io.panelws.gateway;

import io.panelws.jetty.contract.CaseGroup;
import io.panelws.jetty.contract.ContractSuite;
import io.panelws.jetty.contract.Host;
import io.panelws.jetty.contract.plain.PlainPanel;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a panel does for a request over HTTP is what it does for a message that comes through the gateway. */
class GatewayContractTest extends ContractSuite {

    private static final Set<String> SHOWN = Set.of("header Content-Length", "body");

    /** A line of the table: why something differs, what, and where. */
    private record Line(String reason, Set<String> parts, Set<String> cases) {}

    private static final List<Line> TABLE = List.of(
            new Line(
                    "The panel's path is named by --panel, not by the node's URL: here nobody names it.",
                    SHOWN,
                    Set.of(
                            "path-exact-panel",
                            "path-prefix-panel",
                            "path-prefix-only-panel",
                            "path-extension-panel",
                            "path-default-panel")),
            new Line("The same.", Set.of("header Location"), Set.of("redirect-context", "folder-redirect-context")),
            new Line("The same.", Set.of("header Set-Cookie"), Set.of("session-context")),
            new Line(
                    "A short answer without a length gets one.",
                    Set.of("header Content-Length"),
                    Set.of(
                            "reply-chunked",
                            "reply-length-negative",
                            "reply-trailers",
                            "buffer-flush",
                            "buffer-flush-empty",
                            "head-large",
                            "error-thrown-flushed-head",
                            "filter-too-late",
                            "file-ranges",
                            "file-gzip",
                            "file-range-beyond",
                            "file-range-malformed",
                            "file-range-unit",
                            "file-tag-gzip",
                            "gzip",
                            "gzip-of-many",
                            "gzip-head",
                            "gzip-post",
                            "gzip-tag",
                            "gzip-pieces")),
            new Line(
                    "What is no HTTP is no answer: 502.",
                    Set.of("status"),
                    Set.of("reply-control", "reply-bad-name", "reply-every-character")),
            new Line("An empty PATCH has no length.", SHOWN, Set.of("method-PATCH")),
            new Line(
                    "Behind the gateway these are the same as over HTTP.",
                    Set.of(),
                    Set.of("headers-too-long", "path-too-long", "reply-too-long", "attributes")),
            new Line("It belongs to the hop.", Set.of("header Proxy-Authenticate"), Set.of("reply-proxy")));

    @Override
    protected Host start() throws Exception {
        PlainPanel panel = new PlainPanel();
        String authority = "127.0.0.1:" + panel.port();
        GatewayOptions options =
                GatewayOptions.to(URI.create("http://" + authority)).withFilter("handshakeAuth", "none");
        GatewayOptions.Panel byDefault = options.panel();
        // Over HTTP it is asked by this name.
        GatewayOptions.Panel named = new GatewayOptions.Panel(
                byDefault.url(),
                Optional.empty(),
                Optional.of(authority),
                byDefault.timeout(),
                byDefault.maxConnections(),
                Optional.empty());
        return new BehindTheGateway(panel, Gateway.start(options.withPanel(named)));
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
        public Map<String, String> addedHeaders() {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("X-Forwarded-For", "127.0.0.1");
            headers.put("X-Forwarded-Proto", "http");
            headers.put("X-Forwarded-Host", "127.0.0.1:" + gateway.port());
            return headers;
        }

        @Override
        public Map<String, Set<String>> ownDifferences() {
            Map<String, Set<String>> differences = new HashMap<>();
            TABLE.forEach(line -> line.cases().forEach(id -> differences.put(id, line.parts())));
            return differences;
        }

        @Override
        public void close() {
            gateway.close();
            panel.close();
        }
    }
}
