package io.panelws.testkit.it;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Writes each push into the database that JNDI has for the panel, once more each time that it is executed. */
public final class BookingPush extends HttpServlet {

    static final String JNDI = "java:comp/env/jdbc/panel";

    private static final long serialVersionUID = 1;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try (Connection connection = ((DataSource) new InitialContext().lookup(JNDI)).getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO booked VALUES (?)")) {
            insert.setString(1, request.getReader().readLine());
            insert.executeUpdate();
        } catch (NamingException | SQLException e) {
            throw new ServletException(e);
        }
        response.setContentType("application/json");
        response.getWriter().print("{\"data\":true}");
    }
}
