package io.panelws.testkit.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** HAProxy with the page's blocks. */
final class Haproxy extends ReverseProxy {

    static final String PACKAGES = "haproxy";

    Haproxy(Setting setting) {
        super(setting);
    }

    @Override
    List<String> configure() throws IOException {
        Path file = setting.directory().resolve("haproxy.cfg");
        Map<String, String> replacements = new LinkedHashMap<>();
        replacements.put("bind :80", "bind 127.0.0.1:" + plain);
        replacements.put("bind :443", "bind 127.0.0.1:" + tls);
        replacements.put("bind :51821", "bind 127.0.0.1:" + bytes);
        replacements.put(
                "/etc/haproxy/panel.example.pem", "" + setting.authority().panelCertificateAndKey());
        replacements.put("127.0.0.1:8080", "127.0.0.1:" + setting.jetty());
        replacements.put("127.0.0.1:8443", "127.0.0.1:" + setting.jettyTls());
        replacements.put("90s", setting.idle());
        if (!setting.shutdown().isEmpty()) {
            replacements.put("hard-stop-after 10m", "hard-stop-after " + setting.shutdown());
        }
        Files.writeString(file, ProxiesPage.blocks("haproxy", "# /etc/haproxy/haproxy.cfg", replacements));
        return List.of(Programs.require("haproxy", PACKAGES), "-W", "-db", "-f", "haproxy.cfg");
    }

    @Override
    List<Integer> listening() {
        return List.of(plain, tls, bytes);
    }

    @Override
    String reloadSignal() {
        return "USR2";
    }

    @Override
    String reloaded() {
        return "Loading success";
    }
}
