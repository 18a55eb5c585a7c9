package io.panelws.jetty.contract.spring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
class AsyncController {

    @GetMapping("/async/deferred")
    DeferredResult<ResponseEntity<String>> deferred() {
        DeferredResult<ResponseEntity<String>> result = new DeferredResult<>();
        CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)
                .execute(() -> result.setResult(
                        ResponseEntity.ok().header("X-Later", "1").body("deferred")));
        return result;
    }

    @GetMapping("/async/deferred-timeout")
    DeferredResult<String> timeout() {
        return new DeferredResult<>(50L);
    }

    @GetMapping("/async/deferred-fallback")
    DeferredResult<String> fallback() {
        return new DeferredResult<>(50L, "too late");
    }

    @GetMapping("/async/deferred-error")
    DeferredResult<String> error() {
        DeferredResult<String> result = new DeferredResult<>();
        CompletableFuture.runAsync(() -> result.setErrorResult(new FileSystemException("disk full")));
        return result;
    }

    @GetMapping("/async/callable")
    Callable<String> callable() {
        return () -> "called";
    }

    @GetMapping("/async/callable-error")
    Callable<String> callableError() {
        return () -> {
            throw new IllegalStateException("not called");
        };
    }

    @GetMapping("/async/future")
    CompletableFuture<String> future() {
        return CompletableFuture.supplyAsync(() -> "in the future");
    }

    @GetMapping("/async/streamed")
    ResponseEntity<StreamingResponseBody> streamed() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(out -> {
                    for (int i = 0; i < 1000; i++) {
                        out.write(("line " + i + "\n").getBytes(StandardCharsets.US_ASCII));
                        out.flush();
                    }
                });
    }

    @GetMapping("/async/streamed-large")
    StreamingResponseBody large() {
        return out -> out.write(new byte[4_000_000]);
    }

    @GetMapping("/async/streamed-error")
    StreamingResponseBody streamedError() {
        return out -> {
            out.write(new byte[100]);
            out.flush();
            throw new IllegalStateException("in the middle");
        };
    }

    @GetMapping("/async/emitter")
    ResponseBodyEmitter emitter() throws IOException {
        ResponseBodyEmitter emitter = new ResponseBodyEmitter();
        emitter.send("first,", MediaType.TEXT_PLAIN);
        CompletableFuture.runAsync(() -> {
            try {
                emitter.send("second", MediaType.TEXT_PLAIN);
                emitter.complete();
            } catch (IOException e) {
                emitter.completeWithError(e);
            }
        });
        return emitter;
    }

    @GetMapping("/async/events")
    SseEmitter events() throws IOException {
        SseEmitter emitter = new SseEmitter();
        emitter.send(SseEmitter.event().id("1").name("tick").data("tack"));
        emitter.complete();
        return emitter;
    }
}
