package io.panelws.testkit.it.panel;

import com.google.gson.Gson;
import io.panelws.testkit.panel.PanelStore;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What users are billed, {@code /1/10} for those from 1 to 10. */
@WebServlet("/api/v1/server/UniProxy/books/*")
public final class BooksServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PanelStore store = (PanelStore) getServletContext().getAttribute(PanelStore.class.getName());
        Map<Integer, Object> books = new TreeMap<>();
        String[] range = request.getPathInfo().split("/");
        IntStream.rangeClosed(Integer.parseInt(range[1]), Integer.parseInt(range[2]))
                .forEach(user -> books.put(user, store.book(user)));
        response.setContentType("application/json");
        response.getWriter().print(new Gson().toJson(books));
    }
}
