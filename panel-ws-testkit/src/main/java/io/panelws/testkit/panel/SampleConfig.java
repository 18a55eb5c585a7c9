package io.panelws.testkit.panel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Node settings as a panel sends them for a VLESS node on TCP without TLS. */
final class SampleConfig {

    private static final String TEXT =
            """
            {
              "server_port": 443,
              "network": "tcp",
              "networkSettings": {},
              "tls": 0,
              "flow": "",
              "base_config": {"push_interval": 60, "pull_interval": 60},
              "routes": [
                {"id": 1, "match": ["domain:example.org"], "action": "block", "action_value": ""}
              ]
            }
            """;

    private SampleConfig() {}

    static JsonObject json() {
        return JsonParser.parseString(TEXT).getAsJsonObject();
    }
}
