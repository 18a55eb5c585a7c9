package io.panelws.testkit.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import io.panelws.api.WsRequest;
import io.panelws.jetty.PanelWsFilter;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.war.Annotated;
import io.panelws.testkit.panel.war.Hello;
import io.panelws.testkit.panel.war.Sight;
import io.panelws.testkit.panel.war.Words;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.http.HttpServlet;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** A WAR has what a stock Jetty gives it, and nothing of the test's class path, where Maven puts the same classes. */
class WarTest {

    private static final String FILTER = War.filter(PanelWsFilter.class.getName());
    private static final String HELLO = War.servlet(Hello.class.getName(), "/hello");
    private static final String SIGHT = War.servlet(Sight.class.getName(), "/sight/*");
    private static final String SERVICE = "META-INF/services/" + ServletContainerInitializer.class.getName();
    private static final String NOT_IN_WAR = " is not in the WAR (WEB-INF/classes, WEB-INF/lib)";

    @TempDir
    private Path folder;

    private War war;

    @BeforeEach
    void make() throws Exception {
        war = new War(folder.resolve("panel"));
    }

    @Test
    void runsAsADirectoryAndAsAFile() throws Exception {
        war.webXml(FILTER + HELLO).panelWs().classes(Hello.class, Words.class);
        assertThat(ask(war.root(), "/hello").text()).isEqualTo("hello");
        assertThat(ask(war.packed(folder.resolve("panel.war")), "/hello").text())
                .isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"panel", "/panel", "/panel/", "//panel"})
    void isMountedWhereItIsMeantToBe(String contextPath) throws Exception {
        war.webXml(FILTER + HELLO).panelWs().classes(Hello.class, Words.class);
        try (PanelServer server = PanelServer.start(PanelSource.war(war.root(), contextPath));
                RecordingPanel panel = server.open()) {
            assertThat(panel.wsUrl().getPath()).isEqualTo("/panel");
            assertThat(ask(panel, "/hello").text()).isEqualTo("hello");
        }
    }

    @Test
    void refusesWhatIsNoContextPath() {
        assertThatThrownBy(() -> PanelServer.start(PanelSource.war(war.root(), "/panel?x")))
                .hasMessageContaining("not a context path, as /panel is one: /panel?x");
    }

    @Test
    void failsWithoutItsClasses() throws Exception {
        war.webXml(FILTER + HELLO).panelWs();
        assertFails("declares a class that is missing: " + Hello.class.getName() + NOT_IN_WAR);
    }

    @Test
    void failsWithoutPanelWsAndWithHalfOfIt() throws Exception {
        war.webXml(FILTER + HELLO).classes(Hello.class, Words.class);
        assertFails("declares a class that is missing: " + PanelWsFilter.class.getName() + NOT_IN_WAR);
        war.library(PanelWsFilter.class);
        assertFails("the panel does not start: io.panelws.api.", NOT_IN_WAR);
    }

    @Test
    void failsWithoutAClassThatAnotherOneNeeds() throws Exception {
        war.webXml(FILTER + War.listener(SamplePanelListener.class.getName()))
                .panelWs()
                .classes(SamplePanelListener.class);
        assertFails("the panel does not start: io.panelws.testkit.panel.", NOT_IN_WAR);
    }

    @Test
    void failsWithAListenerThatIsNowhere() throws Exception {
        war.webXml(FILTER + War.listener("com.acme.Nope")).panelWs();
        assertFails("declares a class that is missing: com.acme.Nope" + NOT_IN_WAR);
    }

    @Test
    void failsWithAClassOfJettysOwn() throws Exception {
        war.webXml(FILTER + War.servlet("org.eclipse.jetty.server.Server", "/x"))
                .panelWs();
        assertFails("org.eclipse.jetty.server.Server" + NOT_IN_WAR + "; that of the server is hidden from a WAR");
    }

    @Test
    void saysWhatElseIsWrong() throws Exception {
        war.panelWs().webXml("<servlet>");
        assertFails("the panel does not start: org.xml.sax.SAXParseException", "\"servlet\" must be terminated");
        war.webXml(FILTER.replace("<filter-mapping><filter-name>", "<filter-mapping><filter-name>no-"));
        assertFails("the panel does not start: No filter named no-io.panelws.jetty.PanelWsFilter");
        war.webXml(FILTER.replace(
                "</filter-class>",
                "</filter-class><init-param><param-name>dispatsch</param-name><param-value/></init-param>"));
        assertFails("the panel does not start: there is no init-param dispatsch; known are ");
    }

    /** As on a stock Jetty: the start succeeds and the request does not. */
    @Test
    void missesAClassWhenItIsUsedFirst() throws Exception {
        war.webXml(FILTER + HELLO).panelWs().classes(Hello.class);
        Exchange exchange = ask(war.root(), "/hello");
        assertThat(exchange.transport()).isEqualTo(Transport.WEBSOCKET);
        assertThat(exchange.status()).isEqualTo(500);
        assertThat(exchange.text()).contains("NoClassDefFoundError").contains("war/Words");
    }

    @Test
    void findsAnnotationsAndInitializersOfItsOwn() throws Exception {
        war.panelWs()
                .classes(Annotated.class, Annotated.Setup.class, Annotated.Mine.class, Annotated.Initializer.class)
                .file("WEB-INF/classes/" + SERVICE, Annotated.Initializer.class.getName());
        Exchange exchange = ask(war.root(), "/annotated");
        assertThat(exchange.transport()).isEqualTo(Transport.WEBSOCKET);
        assertThat(exchange.text()).isEqualTo("[class " + Annotated.Mine.class.getName() + "]");
    }

    @Test
    void takesNoInitializerFromTheTestsClassPath() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Files.createDirectories(elsewhere.resolve("META-INF/services"));
        Files.writeString(elsewhere.resolve(SERVICE), Annotated.Initializer.class.getName());
        URL[] more = {elsewhere.toUri().toURL()};
        try (URLClassLoader classPath = new URLClassLoader(more, getClass().getClassLoader())) {
            assertThat(Collections.list(new ServerClasses(classPath).getResources(SERVICE)))
                    .isNotEmpty()
                    .noneMatch(url -> url.toString().contains("elsewhere"));
        }
    }

    @Test
    void seesWhatItSeesOnAStockJetty() throws Exception {
        war.webXml(FILTER + SIGHT).panelWs().classes(Sight.class);
        Map<String, String> owners = Map.of(
                "io.panelws.jetty.PanelWsFilter", "the WAR",
                "jakarta.servlet.http.HttpServlet", "the server",
                "jakarta.websocket.Session", "the server",
                "org.eclipse.jetty.ee10.servlet.DefaultServlet", "the server",
                "java.sql.Connection", "the server",
                "org.eclipse.jetty.server.Server", "nobody",
                "org.slf4j.Logger", "nobody",
                "com.google.gson.Gson", "nobody",
                "org.junit.jupiter.api.Test", "nobody",
                "io.panelws.testkit.panel.PanelServer", "nobody");
        try (PanelServer server = PanelServer.start(PanelSource.war(war.root(), "/"));
                RecordingPanel panel = server.open()) {
            for (Map.Entry<String, String> owner : owners.entrySet()) {
                assertThat(ask(panel, "/sight/class/" + owner.getKey()).text())
                        .as(owner.getKey())
                        .isEqualTo(owner.getValue());
            }
        }
    }

    /** By mistake, or a library of its own: jakarta comes from the server even so, the rest from the WAR. */
    @Test
    void mayHaveTheServersJarsInItsLibraries() throws Exception {
        war.webXml(FILTER + SIGHT)
                .panelWs()
                .classes(Sight.class)
                .library(HttpServlet.class)
                .library(Handler.class)
                .library(Callback.class)
                .library(WebAppContext.class)
                .library(Logger.class)
                .library(Gson.class);
        try (PanelServer server = PanelServer.start(PanelSource.war(war.root(), "/"));
                RecordingPanel panel = server.open()) {
            String owner = "/sight/class/";
            assertThat(ask(panel, owner + "jakarta.servlet.http.HttpServlet").text())
                    .isEqualTo("the server");
            assertThat(ask(panel, owner + "org.eclipse.jetty.server.Handler").text())
                    .isEqualTo("the WAR");
            assertThat(ask(panel, owner + "org.slf4j.Logger").text()).isEqualTo("the WAR");
            assertThat(ask(panel, owner + "com.google.gson.Gson").text()).isEqualTo("the WAR");
        }
    }

    @Test
    void seesResourcesOfItsOwnAndNamesOfTheServer() throws Exception {
        war.webXml(FILTER + SIGHT
                        + "<env-entry><env-entry-name>region</env-entry-name><env-entry-type>java.lang.String"
                        + "</env-entry-type><env-entry-value>north</env-entry-value></env-entry>")
                .panelWs()
                .classes(Sight.class)
                .file("WEB-INF/classes/own.txt", "")
                .file("robots.txt", "nobody")
                .file(
                        "WEB-INF/jetty-web.xml",
                        """
                        <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
                        <Configure class="org.eclipse.jetty.ee10.webapp.WebAppContext">
                          <Call name="setInitParameter"><Arg>a</Arg><Arg>b</Arg></Call>
                        </Configure>
                        """);
        try (PanelServer server = PanelServer.start(PanelSource.war(war.root(), "/"));
                RecordingPanel panel = server.open()) {
            assertThat(ask(panel, "/sight/resource/own.txt").text()).isEqualTo("1");
            assertThat(ask(panel, "/sight/resource/logback-test.xml").text()).isEqualTo("0");
            assertThat(ask(panel, "/sight/resource/junit-platform.properties").text())
                    .isEqualTo("0");
            assertThat(ask(panel, "/sight/name/java:comp/env/region").text()).isEqualTo("north");
            assertThat(ask(panel, "/robots.txt").text()).isEqualTo("nobody");
        }
    }

    /** Its classes are a WAR's too, and need no other package of the testkit. */
    @Test
    void mayBeTheSamplePanel() throws Exception {
        war.webXml(
                        "<context-param><param-name>panel.token</param-name><param-value>hush-5b</param-value></context-param>"
                                + War.filter(PanelAuthFilter.class.getName())
                                + FILTER
                                + War.listener(SamplePanelListener.class.getName())
                                + War.servlet(UserServlet.class.getName(), UniProxyNode.API + "user")
                                + War.servlet(PushServlet.class.getName(), UniProxyNode.API + "push")
                                + War.servlet(AliveServlet.class.getName(), UniProxyNode.API + "alive")
                                + War.servlet(AliveListServlet.class.getName(), UniProxyNode.API + "alivelist"))
                .panelWs()
                .library(Gson.class)
                .packageOf(PanelStore.class);
        try (PanelServer server = PanelServer.start(PanelSource.war(war.root(), "/"));
                RecordingPanel panel = server.open();
                UniProxyNode node = new UniProxyNode(client(panel))) {
            assertThat(node.pollUsers().status()).isEqualTo(200);
            assertThat(node.pushTraffic(Map.of(1, new Traffic(10, 20))).text()).isEqualTo("{\"data\":true}");
            node.reportAlive(Map.of(1, List.of("203.0.113.7")));
            assertThat(node.pollAliveList().text()).isEqualTo("{\"alive\":{\"1\":1}}");
        }
    }

    @Test
    void isNotThere() {
        Path missing = folder.resolve("panel.war");
        assertThatThrownBy(() -> PanelServer.start(PanelSource.war(missing, "/")))
                .hasMessage("the panel does not start: " + missing + ": no WAR file or directory there")
                .hasCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void isNoWebApplication() throws Exception {
        Path directory = Files.createDirectory(folder.resolve("classes"));
        assertThatThrownBy(() -> PanelServer.start(PanelSource.war(directory, "/")))
                .hasMessageContaining("classes has no WEB-INF: not a web application");
        Path text = Files.writeString(folder.resolve("text.war"), "no zip");
        assertThatThrownBy(() -> PanelServer.start(PanelSource.war(text, "/")))
                .hasMessageContaining("text.war is not a WAR: ");
        Path jar = new War(directory.resolve("x")).file("a", "b").packed(folder.resolve("x.jar"));
        assertThatThrownBy(() -> PanelServer.start(PanelSource.war(jar, "/")))
                .hasMessageContaining("x.jar has no WEB-INF: not a web application");
    }

    /** A WebAppContext of the caller's own: Jetty would start without it and answer 503. */
    @Test
    void aContextOfTheTestsOwnHasItsWebSocketAndMustStart() throws Exception {
        war.webXml(FILTER + HELLO).panelWs().classes(Hello.class, Words.class);
        PanelSource source = () -> new WebAppContext(war.root().toUri().toString(), "/own");
        try (PanelServer server = PanelServer.start(source);
                RecordingPanel panel = server.open()) {
            Exchange exchange = ask(panel, "/hello");
            assertThat(exchange.transport()).isEqualTo(Transport.WEBSOCKET);
            assertThat(exchange.text()).isEqualTo("hello");
        }
        war.webXml(FILTER + War.listener("com.acme.Nope"));
        assertThatThrownBy(() -> PanelServer.start(source))
                .hasMessageContaining("com.acme.Nope is not on the class path");
    }

    private void assertFails(String... why) {
        assertThatThrownBy(() -> PanelServer.start(PanelSource.war(war.root(), "/")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the panel does not start: ")
                .hasMessageNotContaining("does not stop")
                .message()
                .contains(why);
    }

    private static Exchange ask(Path war, String path) throws Exception {
        try (PanelServer server = PanelServer.start(PanelSource.war(war, "/"));
                RecordingPanel panel = server.open()) {
            return ask(panel, path);
        }
    }

    private static Exchange ask(RecordingPanel panel, String path) throws Exception {
        try (NodeClient node = client(panel)) {
            return node.exchange(new WsRequest("GET", path, Map.of(), new byte[0]));
        }
    }

    private static NodeClient client(RecordingPanel panel) {
        return new NodeClient(NodeOptions.overWebSocket(panel.wsUrl(), "vless", 1, "hush-5b"));
    }
}
