package com.example.panel;

import io.panelws.jetty.NodeAuthenticator;
import io.panelws.jetty.NodeAuthenticator.Refusal;
import io.panelws.jetty.replay.MemoryReplayStore;
import io.panelws.jetty.replay.ReplayStore;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** For panels that say more about who may connect, and remember pushes elsewhere. */
@Profile("nodes")
@Configuration(proxyBeanMethods = false)
class NodeBeans {

    private static final Logger LOG = LoggerFactory.getLogger(NodeBeans.class);

    @Bean
    NodeAuthenticator onlyKnownNodes() {
        return handshake -> "666".equals(handshake.getParameter("node_id"))
                ? Optional.of(new Refusal(HttpServletResponse.SC_GONE, "This node has been removed."))
                : Optional.empty();
    }

    /** A filter as panels have them: a bean without an order. */
    @Bean
    Filter maintenance() {
        return (request, response, chain) -> {
            if ("665".equals(request.getParameter("node_id"))) {
                ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            } else {
                chain.doFilter(request, response);
            }
        };
    }

    @Bean
    ReplayStore replayStore() {
        ReplayStore memory = new MemoryReplayStore(InstantSource.system());
        return (ReplayStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ReplayStore.class}, (proxy, method, arguments) -> {
                    LOG.info("replay store: {}", method.getName());
                    return method.invoke(memory, arguments);
                });
    }
}
