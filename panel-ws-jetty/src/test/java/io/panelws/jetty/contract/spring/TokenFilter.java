package io.panelws.jetty.contract.spring;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets nodes in that know the token, and notes which one it is. */
final class TokenFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!"secret".equals(request.getParameter("token")) || request.getHeader("X-Wrong-Token") != null) {
            response.setStatus(403);
            response.setContentType("application/json");
            response.getWriter().print("{\"message\":\"token is wrong\"}");
            return;
        }
        request.setAttribute("node", request.getParameter("node_type") + "-" + request.getParameter("node_id"));
        chain.doFilter(request, response);
        if (!request.isAsyncStarted()) {
            response.setHeader("X-After-The-Chain", "perhaps");
        }
    }
}
