package io.panelws.testkit.books;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.panelws.jetty.PanelWsFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Books a push in a table, once more each time that it is executed, and says which way it came, where and when. */
final class BookingServlet extends HttpServlet {

    static final String TABLE =
            "CREATE TABLE booked (node int, upload bigint, download bigint, http int, panel varchar(30))";

    private static final long serialVersionUID = 1;

    private final transient DataSource source;
    private final String panel;

    BookingServlet(DataSource source, String panel) {
        this.panel = panel;
        this.source = source;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        JsonObject users = JsonParser.parseReader(request.getReader()).getAsJsonObject();
        int http = request.getAttribute(PanelWsFilter.MESSAGE_ATTRIBUTE) == null ? 1 : 0;
        try (Connection connection = source.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO booked VALUES (?, ?, ?, " + http + ", ?)")) {
            for (String user : users.keySet()) {
                JsonArray traffic = users.getAsJsonArray(user);
                insert.setInt(1, Integer.parseInt(user));
                insert.setLong(2, traffic.get(0).getAsLong());
                insert.setLong(3, traffic.get(1).getAsLong());
                insert.setString(4, panel + "@" + System.currentTimeMillis() % 1_000_000);
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw new ServletException(e);
        }
        response.setContentType("application/json");
        response.getWriter().print("{\"data\":true}");
    }
}
