package io.panelws.testkit.it;

/** A key store, on the Jetty that panel-ws is built against. */
class JettyModuleTlsIT extends JettyModuleTlsTests {

    JettyModuleTlsIT() {
        super("12.1.8", Jdk.current(), false);
    }
}
