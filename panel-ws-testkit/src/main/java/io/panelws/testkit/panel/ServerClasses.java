package io.panelws.testkit.panel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * What a stock Jetty has that a WAR is deployed on, and nothing else of the test's class path: the platform, Jetty, and the
 * APIs that the modules {@code ee10-deploy} and {@code ee10-websocket-jakarta} bring. Which of it the WAR sees is for Jetty's
 * {@code WebAppClassLoader}, whose parent this is. SLF4J is the server's own and not visible, as there.
 */
final class ServerClasses extends ClassLoader {

    private static final String SERVICES = "META-INF/services/";
    private static final String JNDI = "jndi.properties";
    private static final String JSP = "jakarta.servlet.jsp.";

    private static final List<String> PACKAGES = List.of(
            "org.eclipse.jetty.",
            "jakarta.annotation.",
            "jakarta.enterprise.",
            "jakarta.inject.",
            "jakarta.interceptor.",
            "jakarta.servlet.",
            "jakarta.transaction.",
            "jakarta.websocket.");

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader classPath;

    /** @param classPath where the server's classes come from */
    ServerClasses(ClassLoader classPath) {
        super("a stock Jetty", ClassLoader.getPlatformClassLoader());
        this.classPath = classPath;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (isOfTheServer(name)) {
            return classPath.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected URL findResource(String name) {
        try {
            return Collections.list(findResources(name)).stream().findFirst().orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        if (name.startsWith(SERVICES)) {
            return Collections.enumeration(Collections.list(classPath.getResources(name)).stream()
                    .filter(ServerClasses::isServiceOfTheServer)
                    .toList());
        }
        return isOfTheServer(name.replace('/', '.')) || name.equals(JNDI)
                ? classPath.getResources(name)
                : Collections.emptyEnumeration();
    }

    private static boolean isOfTheServer(String name) {
        return PACKAGES.stream().anyMatch(name::startsWith) && !name.startsWith(JSP);
    }

    private static boolean isServiceOfTheServer(URL providers) {
        try {
            URLConnection connection = providers.openConnection();
            // Else the jar would stay open in a cache that is everybody's.
            connection.setUseCaches(false);
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                return lines.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .allMatch(ServerClasses::isOfTheServer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the class path cannot be read at " + providers, e);
        }
    }
}
