package io.panelws.testkit.it;

/** PEM files, on the older line of Jetty 12. */
class JettyModuleTls120IT extends JettyModuleTlsTests {

    JettyModuleTls120IT() {
        super("12.0.31", Jdk.current(), true);
    }
}
