package io.panelws.jetty.replay;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** A data source by which something is done behind a statement, before its reply, once. */
record BeforeReply(DataSource source, String statement, AtomicBoolean armed, Action action) {

    interface Action {
        void run() throws Exception;
    }

    /** The reply is lost. */
    static void lose() throws SQLException {
        throw new SQLException("lost by a test", "XX000");
    }

    DataSource dataSource() {
        return wrap(DataSource.class, source);
    }

    private <T> T wrap(Class<T> type, Object inner) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(inner, arguments);
                        if (result instanceof Connection) {
                            return wrap(Connection.class, result);
                        }
                        boolean watched = method.getName().equals("prepareStatement")
                                && arguments[0].toString().startsWith(statement);
                        if (watched) {
                            return wrap(PreparedStatement.class, result);
                        }
                        if (method.getName().equals("executeUpdate") && armed.compareAndSet(true, false)) {
                            action.run();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
