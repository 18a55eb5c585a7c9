package io.panelws.jetty.contract.jersey;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.ConcurrentModificationException;

@Provider
public final class ConflictMapper implements ExceptionMapper<ConcurrentModificationException> {

    @Override
    public Response toResponse(ConcurrentModificationException failure) {
        return Response.status(409)
                .entity("mapped: " + failure.getMessage())
                .type("text/plain")
                .build();
    }
}
