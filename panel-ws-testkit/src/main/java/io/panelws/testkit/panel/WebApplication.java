package io.panelws.testkit.panel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.eclipse.jetty.ee10.webapp.WebAppContext;

/** Mounts a WAR as a stock Jetty does: what it needs and has not in it is not there. */
final class WebApplication {

    private static final String WEB_INF = "WEB-INF";

    private WebApplication() {}

    static WebAppContext of(Path war, String contextPath) throws IOException {
        Path absolute = war.toAbsolutePath();
        check(absolute);
        WebAppContext context = new WebAppContext(absolute.toUri().toString(), contextPath);
        // Jetty's WebAppClassLoader gets it as its parent, in place of the test's class path.
        context.setClassLoader(new ServerClasses(WebApplication.class.getClassLoader()));
        return context;
    }

    /** As a person writes it, without the leading slash or with one at the end. */
    static String contextPath(String written) {
        String path = written.replaceAll("^/*|/+$", "");
        if (!path.matches("[^\\s?#%*;\\\\]*")) {
            throw new IllegalArgumentException("not a context path, as /panel is one: " + written);
        }
        return "/" + path;
    }

    /** A directory of another kind would be an empty web application to Jetty, and answer 404 to everything. */
    private static void check(Path war) throws IOException {
        if (!Files.exists(war)) {
            throw new NoSuchFileException(war.toString(), null, "no WAR file or directory there");
        }
        if (!(Files.isDirectory(war) ? Files.isDirectory(war.resolve(WEB_INF)) : hasWebInf(war))) {
            throw new IOException(war + " has no " + WEB_INF + ": not a web application");
        }
    }

    private static boolean hasWebInf(Path war) throws IOException {
        try (ZipFile zip = new ZipFile(war.toFile())) {
            return zip.stream().anyMatch(entry -> entry.getName().startsWith(WEB_INF + "/"));
        } catch (ZipException e) {
            throw new IOException(war + " is not a WAR: " + e.getMessage());
        }
    }
}
