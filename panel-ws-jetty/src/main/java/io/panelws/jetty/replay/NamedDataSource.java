package io.panelws.jetty.replay;

import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** A data source in JNDI, looked up once. Thread-safe. */
final class NamedDataSource implements Supplier<DataSource> {

    private final String name;
    private volatile DataSource found;

    NamedDataSource(String name) {
        this.name = name;
    }

    @Override
    public DataSource get() {
        DataSource known = found;
        if (known == null) {
            known = lookUp();
            found = known;
        }
        return known;
    }

    private DataSource lookUp() {
        try {
            Object object = new InitialContext().lookup(name);
            if (object instanceof DataSource source) {
                return source;
            }
            throw new IllegalStateException("replayStore names " + name + ", which is no javax.sql.DataSource but "
                    + (object == null ? "nothing" : "a " + object.getClass().getName()));
        } catch (NamingException e) {
            throw new IllegalStateException(
                    "replayStore names a DataSource that JNDI does not have: " + name + " (" + e
                            + "). It takes a name such as jdbc:java:comp/env/jdbc/panel, and not the URL of a database;"
                            + " in a jetty-home installation JNDI is the module ee10-plus",
                    e);
        }
    }
}
