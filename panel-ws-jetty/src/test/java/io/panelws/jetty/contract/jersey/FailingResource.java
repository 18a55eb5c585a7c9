package io.panelws.jetty.contract.jersey;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.ConcurrentModificationException;

@Path("fail")
public final class FailingResource {

    @GET
    @Path("mapped")
    public String mapped() {
        throw new ConcurrentModificationException("somebody else was here");
    }

    @GET
    @Path("response")
    public String response() {
        throw new WebApplicationException(Response.status(409)
                .entity("a conflict: ü")
                .type("text/plain;charset=utf-8")
                .build());
    }

    @GET
    @Path("status")
    public String status() {
        throw new WebApplicationException(410);
    }

    @GET
    @Path("unavailable")
    public String unavailable() {
        throw new ServiceUnavailableException(60L);
    }

    @GET
    @Path("unmapped")
    public String unmapped() {
        throw new IllegalStateException("nobody expects this");
    }

    @GET
    @Path("unwritable")
    public Object unwritable() {
        return new Thread();
    }
}
