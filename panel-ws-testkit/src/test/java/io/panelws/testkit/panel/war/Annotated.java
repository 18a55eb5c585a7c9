package io.panelws.testkit.panel.war;

import io.panelws.jetty.PanelWsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** Found without a web.xml, as Spring's are: a servlet by its annotation, and what sets the panel up by a service file. */
@WebServlet("/annotated")
public class Annotated extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(getServletContext().getAttribute("found"));
    }

    /** A panel's own interface, whose classes the container hands over. */
    public interface Setup {}

    /** One of them. */
    public static final class Mine implements Setup {}

    /** Called by the container. */
    @HandlesTypes(Setup.class)
    public static final class Initializer implements ServletContainerInitializer {

        @Override
        public void onStartup(Set<Class<?>> classes, ServletContext context) {
            context.setAttribute("found", String.valueOf(classes));
            FilterRegistration.Dynamic filter = context.addFilter("panel-ws", PanelWsFilter.class);
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        }
    }
}
