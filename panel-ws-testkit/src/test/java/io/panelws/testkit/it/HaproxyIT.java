package io.panelws.testkit.it;

/** Behind HAProxy. */
class HaproxyIT extends ProxyTests {

    HaproxyIT() {
        super("haproxy");
    }

    @Override
    ReverseProxy create(ReverseProxy.Setting setting) {
        Programs.require("haproxy", Haproxy.PACKAGES);
        return new Haproxy(setting);
    }

    @Override
    boolean passesBytes() {
        return true;
    }
}
