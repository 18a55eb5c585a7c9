package io.panelws.jetty.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.EventListener;

/**
 * Makes listeners that outlive no web application. Every listener is a bean of Jetty's, and where Jetty's {@code jmx} module
 * is enabled, its {@code MBeanContainer} keeps the class of every bean for good, and with it the class loader of the web
 * application. The class of a listener made here is the server's.
 *
 * <p>This class is thread-safe.
 */
final class ListenerProxy {

    private ListenerProxy() {}

    /**
     * Gives a listener a class of the server's.
     *
     * @param type one of Jetty's interfaces, whose class loader gets the class
     * @param listener is told what the result is told
     * @return the listener to add and to remove
     */
    static <T extends EventListener> T of(Class<T> type, T listener) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        isEquals(method) ? proxy == arguments[0] : invoke(listener, method, arguments)));
    }

    private static boolean isEquals(Method method) {
        return method.getDeclaringClass() == Object.class && method.getName().equals("equals");
    }

    private static Object invoke(Object listener, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(listener, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
