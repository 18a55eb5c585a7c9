package com.example.panel;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nodes ask for. */
@Path("/api/v1/server/UniProxy")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class UniProxyResource {

    /** While this file is there, pushes take their time: for a test that stops the panel meanwhile. */
    private static final java.nio.file.Path HOLD = java.nio.file.Path.of("hold");

    private static final Logger LOG = LoggerFactory.getLogger(UniProxyResource.class);

    private final Map<String, Integer> devices = new ConcurrentHashMap<>();

    @GET
    @Path("/config")
    public Response config(@HeaderParam(HttpHeaders.IF_NONE_MATCH) String known) {
        return unlessKnown(
                known,
                Map.of(
                        "server_port",
                        443,
                        "network",
                        "tcp",
                        "base_config",
                        Map.of("push_interval", 60, "pull_interval", 60)));
    }

    @GET
    @Path("/user")
    public Response users(@HeaderParam(HttpHeaders.IF_NONE_MATCH) String known) {
        return unlessKnown(
                known,
                Map.of(
                        "users",
                        List.of(Map.of(
                                "id",
                                1,
                                "uuid",
                                "5d0a1d9c-1f0e-4c5b-9a27-3a8f4d0c6e11",
                                "speed_limit",
                                0,
                                "device_limit",
                                0))));
    }

    @GET
    @Path("/alivelist")
    public Map<String, Object> aliveList() {
        return Map.of("alive", devices);
    }

    @POST
    @Path("/alive")
    public Map<String, Object> alive(Map<String, List<String>> addresses) {
        addresses.forEach((user, of) -> devices.put(user, of.size()));
        return Map.of("data", true);
    }

    @POST
    @Path("/push")
    public Map<String, Object> push(Map<String, List<Long>> traffic) {
        LOG.info("push of {} users", traffic.size());
        while (Files.exists(HOLD)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return Map.of("data", true);
    }

    private static Response unlessKnown(String known, Map<String, Object> content) {
        EntityTag tag = new EntityTag(Integer.toHexString(content.hashCode()));
        return known != null && known.contains(tag.getValue())
                ? Response.notModified(tag).build()
                : Response.ok(content).tag(tag).build();
    }
}
