package io.panelws.jetty.contract.jersey;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** The API that nodes call, as a panel has it. */
@Path("v1/server/UniProxy")
@Produces("application/json")
public final class NodeApiResource {

    @GET
    @Path("config")
    public Response config(@Context Request request, @QueryParam("node_id") int node) {
        EntityTag tag = new EntityTag("config-" + node);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return unchanged != null
                ? unchanged.build()
                : Response.ok("{\"server_port\":443,\"node\":" + node + "}")
                        .tag(tag)
                        .build();
    }

    @POST
    @Path("push")
    @Consumes("application/json")
    public String push(String traffic) {
        return "{\"data\":true,\"length\":" + traffic.length() + "}";
    }
}
