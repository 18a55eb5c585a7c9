package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.panelws.testkit.node.AttemptListener;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import io.panelws.testkit.wire.Deadline;
import io.panelws.testkit.wire.Dialler;
import io.panelws.testkit.wire.Handshake;
import io.panelws.testkit.wire.HttpHead;
import io.panelws.testkit.wire.PanelUrl;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The page of the nodes in a browser, where there is one, with as many nodes as a large panel has. */
class StatusPageIT {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int NODES = 2_000;

    private final List<Socket> crowd = new ArrayList<>();
    private SamplePanel panel;
    private ChromeDriver browser;

    @BeforeEach
    void start() {
        assumeTrue(
                Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
                "needs Debian's chromium and chromium-driver");
        panel = SamplePanel.start(SamplePanelOptions.DEFAULT.withStatus(true));
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en",
                "--window-size=1280,900");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    @AfterEach
    void stop() throws IOException {
        if (browser != null) {
            browser.quit();
        }
        for (Socket socket : crowd) {
            socket.close();
        }
        if (panel != null) {
            panel.close();
        }
    }

    @Test
    void showsSortsFiltersAsksAndExpelsAmongThousands() throws Exception {
        for (int id = 1; id <= NODES; id++) {
            connect("vless", Integer.toString(id));
        }
        connect("<script>document.title='broken'</script>", "8");
        try (UniProxyNode node = UniProxyNode.of(
                NodeOptions.overWebSocket(panel.wsUrl(), "trojan", 7, "secret"),
                2,
                InstantSource.system(),
                AttemptListener.NONE)) {
            node.pollConfig();
            node.pollUsers();
            node.addTraffic(Map.of(1, new Traffic(1_500, 20)));
            load();
            assertThat(rows()).hasSize(NODES + 2);
            assertThat(browser.getTitle()).isEqualTo("Nodes");
            assertThat(text("subtitle")).startsWith("2,002 connected");
            picture("status-1280.png");

            click(By.linkText("Requests"));
            await().atMost(PATIENCE).until(() -> firstRow().startsWith("trojan 7"));
            click(By.partialLinkText("Requests"));
            await().atMost(PATIENCE).until(() -> !firstRow().startsWith("trojan 7"));

            WebElement filter = browser.findElement(By.id("filter"));
            filter.sendKeys("<SCRIPT>");
            await().atMost(PATIENCE).until(() -> rows().size() == 1);
            assertThat(firstRow()).startsWith("<script>document.title='broken'</script> 8");
            filter.sendKeys(Keys.chord(Keys.CONTROL, "a"), "trojan");
            await().atMost(PATIENCE).until(() -> firstRow().startsWith("trojan 7"));
            assertThat(browser.switchTo().activeElement())
                    .as("typing goes on where it was")
                    .isEqualTo(filter);

            browser.findElement(By.name("ask")).click();
            await().atMost(PATIENCE)
                    .until(() -> browser.findElement(By.id("answer")).getText().contains("Live traffic of trojan 7"));
            assertThat(browser.findElement(By.id("answer")).getText()).contains("1.5 kB", "20 B");
            picture("status-traffic.png");
            click(By.linkText("Back to the list"));

            browser.findElement(By.name("expel")).click();
            await().atMost(PATIENCE)
                    .until(() -> !browser.findElements(By.name("expelled")).isEmpty());
            assertThat(browser.findElement(By.id("answer")).getText()).contains("Expel trojan 7 (127.0.0.1)?");
            picture("status-expel.png");
            assertThat(node.pollConfig().attempts()).hasSize(1);
            browser.findElement(By.name("expelled")).click();
            await().atMost(PATIENCE)
                    .until(() -> browser.findElement(By.id("answer")).getText().contains("was closed"));
            await().atMost(PATIENCE).until(() -> rows().isEmpty());
            assertThat(node.pollConfig().isSuccess()).as("it comes again").isTrue();
        }
        assertThat(console()).isEmpty();
    }

    @Test
    void keepsUpWithoutBeingLoadedAgain() throws Exception {
        connect("vless", "1");
        load();
        browser.executeScript("window.mark = 'kept'; document.querySelector('button[name=expel]').focus()");
        connect("vless", "2");
        await().atMost(PATIENCE).until(() -> rows().size() == 2);
        crowd.get(1).close();
        await().atMost(PATIENCE).until(() -> rows().size() == 1);
        assertThat(browser.executeScript("return window.mark")).isEqualTo("kept");
        assertThat(browser.switchTo().activeElement().getDomAttribute("name"))
                .as("what had the focus has it")
                .isEqualTo("expel");
        assertThat(console()).isEmpty();
    }

    @Test
    void fitsAPhoneInTheDark() throws Exception {
        connect("vless", "1");
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 400, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        load();
        picture("status-400-dark.png");
        assertThat(browser.executeScript(
                        "const page = document.documentElement; return page.scrollWidth - page.clientWidth"))
                .isEqualTo(0L);
        assertThat(browser.executeScript("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(15, 20, 25)");
    }

    @Test
    void isAPlainTableWithoutJavaScript() throws Exception {
        connect("vless", "1");
        connect("vless", "2");
        load();
        browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        load();
        assertThat(rows()).hasSize(2);
        click(By.partialLinkText("Node"));
        await().atMost(PATIENCE).until(() -> firstRow().startsWith("vless 2"));
        browser.findElement(By.name("expel")).click();
        await().atMost(PATIENCE)
                .until(() -> !browser.findElements(By.name("expelled")).isEmpty());
        browser.findElement(By.name("expelled")).click();
        await().atMost(PATIENCE).until(() -> browser.findElement(By.tagName("main"))
                .getText()
                .contains("The connection of vless 2 was closed"));
        click(By.linkText("Back to the list"));
        await().atMost(PATIENCE).until(() -> rows().size() == 1);
    }

    private void connect(String type, String id) throws IOException {
        NodeOptions options = NodeOptions.overWebSocket(panel.wsUrl(), type, 1, "secret");
        String query = options.webSocketUrl("/").getRawQuery().replace("node_id=1&", "");
        Handshake handshake =
                Handshake.to(PanelUrl.of(panel.wsUrl(), "/", "node_id=" + PanelUrl.form(id) + "&" + query));
        Socket socket = Dialler.dial(handshake.url(), options.tls(), Deadline.in(PATIENCE));
        crowd.add(socket);
        socket.getOutputStream().write(handshake.head().bytes());
        assertThat(HttpHead.readAnswer(socket.getInputStream()).status()).isEqualTo(101);
    }

    private void load() {
        browser.get(panel.httpUrl().toString().replace("http://", "http://admin:secret@") + "/status");
    }

    private List<WebElement> rows() {
        return browser.findElements(By.cssSelector("tbody[data-live=nodes] tr"));
    }

    private String firstRow() {
        return (String)
                browser.executeScript(
                        "const row = document.querySelector('tbody[data-live=nodes] tr'); return row ? row.cells[0].textContent : ''");
    }

    private String text(String live) {
        return browser.findElement(By.cssSelector("[data-live=" + live + "]")).getText();
    }

    private void click(By what) {
        browser.findElement(what).click();
    }

    /** For a look at it. */
    private void picture(String name) throws IOException {
        Path folder = Files.createDirectories(
                Path.of(System.getProperty("panelws.work", "target/it")).resolve("pictures"));
        Files.write(folder.resolve(name), browser.getScreenshotAs(OutputType.BYTES));
    }

    private List<String> console() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }
}
