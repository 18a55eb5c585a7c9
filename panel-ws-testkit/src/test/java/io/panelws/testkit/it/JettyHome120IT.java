package io.panelws.testkit.it;

/** The same WAR in the older line of Jetty 12, some of whose internal methods differ. */
class JettyHome120IT extends JettyHomeTests {

    JettyHome120IT() {
        super("12.0.31", "ee10");
    }
}
