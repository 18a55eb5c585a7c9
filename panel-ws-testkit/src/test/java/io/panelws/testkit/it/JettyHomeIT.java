package io.panelws.testkit.it;

/** The Jetty that panel-ws is built against. */
class JettyHomeIT extends JettyHomeTests {

    JettyHomeIT() {
        super("12.1.8", "ee10");
    }
}
