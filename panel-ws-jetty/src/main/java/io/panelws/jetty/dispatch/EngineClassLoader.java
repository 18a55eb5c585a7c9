package io.panelws.jetty.dispatch;

import java.io.IOException;
import java.io.InputStream;

/**
 * Defines the classes of the one package that imports Jetty, in a place from which the container's Jetty is visible.
 *
 * <p>Jetty hides {@code org.eclipse.jetty.*} from web applications. Here those classes come from the container, the
 * engine's from our own jar, and everything else from the web application.
 */
final class EngineClassLoader extends ClassLoader {

    private static final String ENGINE = "io.panelws.jetty.engine.";
    private static final String JETTY = "org.eclipse.jetty.";

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader jetty;

    EngineClassLoader(ClassLoader webApplication, ClassLoader jetty) {
        super("panel-ws-engine", webApplication);
        this.jetty = jetty;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(JETTY)) {
            return jetty.loadClass(name);
        }
        if (!name.startsWith(ENGINE)) {
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
