package io.panelws.jetty;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Defines those packages of panel-ws that import Jetty, in a place from which the server's Jetty is visible.
 *
 * <p>Jetty hides {@code org.eclipse.jetty.*} from web applications. Here those classes come from the server, our inner
 * packages from our own jar, and everything else, the public types of panel-ws among it, from the web application. The
 * line is the public API: inside of it Jetty's core types may be used as they are.
 */
final class JettyClassLoader extends ClassLoader {

    private static final String JETTY = "org.eclipse.jetty.";

    private static final List<String> INNER = List.of(
            "io.panelws.jetty.engine.",
            "io.panelws.jetty.endpoint.",
            "io.panelws.jetty.handshake.",
            "io.panelws.jetty.rules.");

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader jetty;

    JettyClassLoader(ClassLoader webApplication, ClassLoader jetty) {
        super("panel-ws", webApplication);
        this.jetty = jetty;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(JETTY)) {
            return jetty.loadClass(name);
        }
        if (INNER.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length, getClass().getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
