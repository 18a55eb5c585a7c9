package io.panelws.jetty.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What two families of databases say differently. Times are microseconds since 1970, of the database's clock. */
enum Dialect {
    POSTGRESQL(
            "postgresql.sql",
            "(extract(epoch from clock_timestamp()) * 1000000)::bigint",
            "INSERT INTO",
            " ON CONFLICT DO NOTHING",
            "DELETE FROM panel_ws_replay WHERE ctid = ANY(ARRAY("
                    + "SELECT ctid FROM panel_ws_replay WHERE expires < ? LIMIT ? FOR UPDATE SKIP LOCKED))"),

    /** In UTC: a session may have a time zone whose hours come twice. */
    MARIADB(
            "mariadb.sql",
            "timestampdiff(microsecond, '1970-01-01', utc_timestamp(6))",
            "INSERT IGNORE INTO",
            "",
            "DELETE FROM panel_ws_replay WHERE expires < ? ORDER BY expires LIMIT ?");

    private final String resource;

    /** An expression. */
    final String now;

    /** How an insertion begins that does nothing where the key is there. */
    final String insert;

    /** And how it ends. */
    final String unlessThere;

    /** Of a time and a number of rows. */
    final String clean;

    Dialect(String resource, String now, String insert, String unlessThere, String clean) {
        this.resource = resource;
        this.now = now;
        this.insert = insert;
        this.unlessThere = unlessThere;
        this.clean = clean;
    }

    /** Knows a database by what it says of itself. */
    static Dialect of(String product) throws SQLException {
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> POSTGRESQL;
            case "mariadb", "mysql" -> MARIADB;
            default ->
                throw new SQLFeatureNotSupportedException(
                        "replayStore speaks to PostgreSQL, MariaDB and MySQL, and this is " + product);
        };
    }

    /** The statements that make the table where there is none. */
    List<String> definition() {
        try (InputStream in = Dialect.class.getResourceAsStream(resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)--.*$", "");
            return Stream.of(text.split(";"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
