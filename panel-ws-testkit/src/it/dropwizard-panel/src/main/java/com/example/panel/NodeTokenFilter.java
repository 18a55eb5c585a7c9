package com.example.panel;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/** Lets in who knows the token. */
public class NodeTokenFilter implements ContainerRequestFilter {

    private final byte[] expected;

    public NodeTokenFilter(String token) {
        if (token.isEmpty()) {
            throw new IllegalArgumentException("the configuration has no token");
        }
        expected = token.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String token = request.getUriInfo().getQueryParameters().getFirst("token");
        if (token == null || !MessageDigest.isEqual(expected, token.getBytes(StandardCharsets.UTF_8))) {
            request.abortWith(Response.status(Response.Status.FORBIDDEN)
                    .type(MediaType.APPLICATION_JSON)
                    .entity(Map.of("message", "unknown node"))
                    .build());
        }
    }
}
