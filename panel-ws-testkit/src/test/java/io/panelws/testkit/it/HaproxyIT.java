package io.panelws.testkit.it;

/** Behind HAProxy. */
class HaproxyIT extends ProxyTests {

    HaproxyIT() {
        super("haproxy");
    }

    @Override
    void requireProxy() {
        Programs.require("haproxy", Haproxy.PACKAGES);
    }

    @Override
    ReverseProxy create(ReverseProxy.Setting setting) {
        return new Haproxy(setting);
    }

    @Override
    boolean passesBytes() {
        return true;
    }
}
