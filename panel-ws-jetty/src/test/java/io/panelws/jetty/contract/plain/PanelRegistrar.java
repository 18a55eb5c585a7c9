package io.panelws.jetty.contract.plain;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;

/** Named by web.xml: registers the servlets and filters of all groups. */
public final class PanelRegistrar implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        context.setAttribute("started-by", "the listener");
        for (PlainGroup group : PlainGroups.all()) {
            group.servlets().forEach((pattern, servlet) -> {
                ServletRegistration.Dynamic registration = context.addServlet("servlet of " + pattern, servlet);
                registration.setAsyncSupported(true);
                registration.setMultipartConfig(new MultipartConfigElement(""));
                registration.addMapping(pattern);
            });
            group.filters().forEach((pattern, filter) -> {
                FilterRegistration.Dynamic registration = context.addFilter("filter of " + pattern, filter);
                registration.setAsyncSupported(true);
                registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, pattern);
            });
        }
    }
}
