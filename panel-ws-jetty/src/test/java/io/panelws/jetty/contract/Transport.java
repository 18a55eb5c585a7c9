package io.panelws.jetty.contract;

/** A way to the panel. */
interface Transport extends AutoCloseable {

    /** What says who the node is (P-3): in the handshake's URL there, in front of every request's query here. */
    String NODE = "node_id=1&node_type=vless&token=secret";

    String USER_AGENT = "Go-http-client/1.1";

    Outcome exchange(CaseRequest request);

    @Override
    void close();
}
