package io.panelws.testkit.bench;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** A link whose answers a test makes up, by the number of the request. */
final class ScriptedLink implements Link {

    private final IntFunction<WsResponse> script;
    private final List<WsRequest> requests = new ArrayList<>();

    ScriptedLink(IntFunction<WsResponse> script) {
        this.script = script;
    }

    static WsResponse status(int status) {
        return new WsResponse(WsRequest.NO_ID, status, Map.of(), new byte[0]);
    }

    static Exchange exchange(WsRequest request, WsResponse response) {
        return new Exchange(request, Transport.WEBSOCKET, response, Duration.ZERO, List.of());
    }

    List<WsRequest> requests() {
        return requests;
    }

    @Override
    public Exchange exchange(WsRequest request) {
        requests.add(request);
        return exchange(request, script.apply(requests.size() - 1));
    }

    @Override
    public void abort() {}

    @Override
    public void close() {}
}
