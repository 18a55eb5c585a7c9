package io.panelws.jetty.contract.jersey;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Response;
import java.util.ConcurrentModificationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

@Path("async")
@Produces("text/plain")
public final class AsyncResource {

    private static void soon(Runnable task) {
        CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS).execute(task);
    }

    @GET
    @Path("resumed")
    public void resumed(@Suspended AsyncResponse response) {
        soon(() -> response.resume(Response.ok("resumed").header("X-Later", "1").build()));
    }

    @GET
    @Path("at-once")
    public void atOnce(@Suspended AsyncResponse response) {
        response.resume("at once");
    }

    @POST
    @Path("body")
    public void body(String body, @Suspended AsyncResponse response) {
        soon(() -> response.resume("got " + body));
    }

    @GET
    @Path("timeout")
    public void timeout(@Suspended AsyncResponse response) {
        response.setTimeout(50, TimeUnit.MILLISECONDS);
    }

    @GET
    @Path("timeout-handled")
    public void handled(@Suspended AsyncResponse response) {
        response.setTimeoutHandler(late -> late.resume("too late"));
        response.setTimeout(50, TimeUnit.MILLISECONDS);
    }

    @GET
    @Path("cancelled")
    public void cancelled(@Suspended AsyncResponse response) {
        soon(() -> response.cancel(30));
    }

    @GET
    @Path("failed")
    public void failed(@Suspended AsyncResponse response) {
        soon(() -> response.resume(new ConcurrentModificationException("later")));
    }

    @GET
    @Path("unmapped")
    public void unmapped(@Suspended AsyncResponse response) {
        soon(() -> response.resume(new IllegalStateException("nobody expects this")));
    }

    @GET
    @Path("stage")
    public CompletionStage<String> stage() {
        return CompletableFuture.supplyAsync(() -> "staged");
    }

    @GET
    @Path("large")
    public void large(@Suspended AsyncResponse response) {
        soon(() -> response.resume(new byte[2_000_000]));
    }
}
