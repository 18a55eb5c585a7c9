package io.panelws.testkit.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** nginx with the page's blocks. */
final class Nginx extends ReverseProxy {

    static final String PACKAGES = "nginx-light, libnginx-mod-stream";
    private static final Path STREAM = Path.of("/usr/lib/nginx/modules/ngx_stream_module.so");

    Nginx(Setting setting) {
        super(setting);
    }

    /** Whether it can pass bytes. */
    static boolean streams() {
        return Files.exists(STREAM);
    }

    @Override
    List<String> configure() throws IOException {
        Path conf = setting.directory().resolve("conf");
        write(conf.resolve("snippets/panel-ws.conf"), snippet());
        write(
                conf.resolve("conf.d/panel.conf"),
                ProxiesPage.blocks(
                        "nginx",
                        "# /etc/nginx/conf.d/panel.conf",
                        Map.of(
                                "listen 443 ssl",
                                "listen 127.0.0.1:" + tls + " ssl",
                                "/etc/ssl/panel.example.crt",
                                "" + setting.authority().panelCertificate(),
                                "/etc/ssl/panel.example.key",
                                "" + setting.authority().panelKey(),
                                "127.0.0.1:8080",
                                "127.0.0.1:" + setting.jetty())));
        write(
                conf.resolve("conf.d/edge.conf"),
                ProxiesPage.blocks(
                        "nginx",
                        "# /etc/nginx/conf.d/edge.conf",
                        Map.of(
                                "listen 80",
                                "listen 127.0.0.1:" + plain,
                                "127.0.0.1:8080",
                                "127.0.0.1:" + setting.jetty())));
        write(conf.resolve("nginx.conf"), main());
        return List.of(
                Programs.require("nginx", PACKAGES),
                "-p",
                setting.directory() + "/",
                "-c",
                "conf/nginx.conf",
                "-g",
                "daemon off;");
    }

    private String snippet() throws IOException {
        Map<String, String> replacements = new HashMap<>(Map.of("90s", setting.idle()));
        if (!setting.upgrades()) {
            replacements.put("proxy_set_header Upgrade ", "# ");
            replacements.put("proxy_set_header Connection ", "# ");
        }
        return ProxiesPage.blocks("nginx", "# /etc/nginx/snippets/panel-ws.conf", replacements);
    }

    /** What Debian's nginx.conf is around the page's files. */
    private String main() throws IOException {
        String stream = streams()
                ? ProxiesPage.blocks(
                        "nginx",
                        "# /etc/nginx/nginx.conf",
                        Map.of(
                                "listen 51821",
                                "listen 127.0.0.1:" + bytes,
                                "127.0.0.1:8443",
                                "127.0.0.1:" + setting.jettyTls(),
                                "90s",
                                setting.idle()))
                : "";
        return """
                %s
                %s
                %s
                worker_processes 1;
                pid nginx.pid;
                error_log stderr notice;
                events { worker_connections 256; }
                http {
                    access_log off;
                    client_body_temp_path temp-body;
                    proxy_temp_path temp-proxy;
                    fastcgi_temp_path temp-fastcgi;
                    uwsgi_temp_path temp-uwsgi;
                    scgi_temp_path temp-scgi;
                    include conf.d/*.conf;
                }
                %s
                """
                .formatted(
                        // Else its workers are somebody who may not be able to reach these files.
                        System.getProperty("user.name").equals("root") ? "user root;" : "",
                        streams() ? "load_module " + STREAM + ";" : "",
                        setting.shutdown().isEmpty() ? "" : "worker_shutdown_timeout " + setting.shutdown() + ";",
                        stream);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Override
    List<Integer> listening() {
        return streams() ? List.of(plain, tls, bytes) : List.of(plain, tls);
    }

    @Override
    String reloadSignal() {
        return "HUP";
    }

    /** The old worker says so when it has closed its listening sockets, which is when the new one serves. */
    @Override
    String reloaded() {
        return "gracefully shutting down";
    }
}
