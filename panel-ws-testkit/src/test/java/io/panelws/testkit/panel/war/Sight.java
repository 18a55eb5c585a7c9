package io.panelws.testkit.panel.war;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Says what the WAR sees: whose a class is, how often a resource is there, what a name is bound to: {@code class/name}. */
public class Sight extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] asked = request.getPathInfo().substring(1).split("/", 2);
        String name = asked[1];
        response.getWriter()
                .print(
                        switch (asked[0]) {
                            case "class" -> ownerOf(name);
                            case "resource" ->
                                Collections.list(Thread.currentThread()
                                                .getContextClassLoader()
                                                .getResources(name))
                                        .size();
                            default -> bound(name);
                        });
    }

    private static String ownerOf(String name) {
        try {
            ClassLoader mine = Thread.currentThread().getContextClassLoader();
            return Class.forName(name, false, mine).getClassLoader() == mine ? "the WAR" : "the server";
        } catch (ClassNotFoundException e) {
            return "nobody";
        }
    }

    private static Object bound(String name) {
        try {
            return new InitialContext().lookup(name);
        } catch (NamingException e) {
            return e;
        }
    }
}
