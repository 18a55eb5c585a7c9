package io.panelws.jetty.contract.jersey;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.MatrixParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** What resources are given and what they return. */
@Path("plain")
@Produces("text/plain;charset=utf-8")
public final class PlainResource {

    @GET
    @Path("items/{id: [0-9]+}/{name}")
    public String item(
            @PathParam("id") int id,
            @PathParam("name") String name,
            @MatrixParam("m") String matrix,
            @QueryParam("tag") List<String> tags) {
        return id + " " + name + " " + matrix + " " + tags;
    }

    @GET
    @Path("uri")
    public String uri(@Context UriInfo uri, @Context HttpServletRequest request) {
        return uri.getRequestUri() + " " + uri.getBaseUri() + " " + uri.getPath() + " "
                + new TreeMap<>(uri.getQueryParameters()) + " " + request.getServletPath() + " "
                + request.getPathInfo();
    }

    @GET
    @Path("headers")
    public String headers(
            @HeaderParam("X-List") List<String> list, @CookieParam("taste") @DefaultValue("none") String taste) {
        return list + " " + taste;
    }

    @POST
    @Path("bytes")
    public Response bytes(byte[] body) {
        return Response.ok(body, "application/octet-stream").build();
    }

    @POST
    @Path("text")
    public String text(String text) {
        return "ü " + text;
    }

    @POST
    @Path("form")
    public String form(@FormParam("a") List<String> values, @FormParam("b") String other) {
        return values + " " + other;
    }

    @PUT
    @Path("form")
    public String form(MultivaluedMap<String, String> form) {
        return new TreeMap<>(form).toString();
    }

    @PATCH
    @Path("status")
    public Response status() {
        return Response.accepted("accepted")
                .header("X-A", "1")
                .header("X-A", "2")
                .build();
    }

    @DELETE
    @Path("status")
    public void deleted() {}

    @GET
    @Path("cookie")
    public Response cookie() {
        NewCookie cookie = new NewCookie.Builder("taste")
                .value("sweet")
                .path("/")
                .httpOnly(true)
                .build();
        return Response.ok("baked").cookie(cookie).build();
    }

    @GET
    @Path("created")
    public Response created() {
        return Response.created(URI.create("items/7")).build();
    }

    @GET
    @Path("redirect")
    public Response redirect() {
        return Response.seeOther(URI.create("plain/uri?a=b")).build();
    }

    @GET
    @Path("streamed")
    public StreamingOutput streamed(@QueryParam("lines") int lines) {
        return out -> {
            for (int i = 0; i < lines; i++) {
                out.write(("line " + i + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        };
    }

    @GET
    @Path("streamed-error")
    public StreamingOutput streamedError() {
        return out -> {
            out.write(new byte[100_000]);
            out.flush();
            throw new IllegalStateException("in the middle");
        };
    }
}
