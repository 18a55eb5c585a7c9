package io.panelws.gateway;

import io.panelws.jetty.contract.CaseGroup;
import io.panelws.jetty.contract.Host;
import io.panelws.jetty.contract.plain.PlainPanel;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A panel of servlets that is asked directly, and through a gateway. */
record BehindTheGateway(
        String name, boolean nodesSendMessages, PlainPanel panel, Gateway gateway, List<BehindTheGateway.Line> table)
        implements Host {

    /** Cases whose answer is short, and has no length. */
    static final Set<String> SHORT_WITHOUT_LENGTH = Set.of(
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
            "gzip-pieces");

    /** Cases whose answer has what no header may have. */
    static final Set<String> ANSWERS_NO_HTTP = Set.of("reply-control", "reply-bad-name", "reply-every-character");

    /** A line of the table: why something differs, what, and where. */
    record Line(String reason, Set<String> parts, Set<String> cases) {}

    static BehindTheGateway start(String name, boolean nodesSendMessages, List<Line> table) throws Exception {
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
        return new BehindTheGateway(name, nodesSendMessages, panel, Gateway.start(options.withPanel(named)), table);
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
        table.forEach(line -> line.cases().forEach(id -> differences.put(id, line.parts())));
        return differences;
    }

    @Override
    public void close() {
        gateway.close();
        panel.close();
    }
}
