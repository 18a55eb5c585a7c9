package io.panelws.jetty.contract.spring;

import io.panelws.jetty.contract.CaseGroup;
import io.panelws.jetty.contract.EmbeddedHost;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.CharacterEncodingFilter;
import org.springframework.web.filter.FormContentFilter;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.DispatcherServlet;

/** A panel of Spring MVC controllers behind the usual filters and one that looks at the token. */
public final class SpringPanel extends EmbeddedHost {

    public SpringPanel() {
        super("Spring MVC", SpringPanel::configure);
    }

    private static void configure(ServletContextHandler context) {
        filter(context, "/*", new CharacterEncodingFilter("UTF-8", false));
        filter(context, "/*", new ForwardedHeaderFilter());
        filter(context, "/*", new TokenFilter());
        filter(context, "/*", new HiddenHttpMethodFilter());
        filter(context, "/*", new FormContentFilter());
        filter(context, "/tagged/*", new ShallowEtagHeaderFilter());
        AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
        spring.register(SpringConfiguration.class);
        ServletHolder servlet = new ServletHolder("spring", new DispatcherServlet(spring));
        servlet.setAsyncSupported(true);
        servlet.getRegistration().setMultipartConfig(new MultipartConfigElement(""));
        context.addServlet(servlet, "/");
    }

    private static void filter(ServletContextHandler context, String pattern, Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, pattern, EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
    }

    @Override
    public List<? extends CaseGroup> groups() {
        return List.of(new NodeApiCases(), new ControllerCases(), new SpringErrorCases(), new SpringAsyncCases());
    }
}
