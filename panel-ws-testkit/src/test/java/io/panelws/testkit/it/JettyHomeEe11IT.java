package io.panelws.testkit.it;

/** The same WAR where Jetty serves Jakarta EE 11. */
class JettyHomeEe11IT extends JettyHomeTests {

    JettyHomeEe11IT() {
        super("12.1.8", "ee11");
    }
}
