package io.panelws.jetty.contract.spring;

import java.nio.file.FileSystemException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class FailingController {

    @ResponseStatus(code = HttpStatus.PAYMENT_REQUIRED, reason = "pay first")
    private static final class Unpaid extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @GetMapping("/fail/handled")
    String handled() {
        throw new IllegalArgumentException("not that");
    }

    @ExceptionHandler(IllegalArgumentException.class)
    @ResponseStatus(HttpStatus.UNPROCESSABLE_ENTITY)
    String handle(IllegalArgumentException failure) {
        return "handled: " + failure.getMessage();
    }

    @GetMapping("/fail/advised")
    String advised() throws FileSystemException {
        throw new FileSystemException("disk full");
    }

    @GetMapping("/fail/status")
    String status() {
        throw new ResponseStatusException(HttpStatus.LOCKED, "locked for now");
    }

    @GetMapping("/fail/annotated")
    String annotated() {
        throw new Unpaid();
    }

    @GetMapping("/fail/unhandled")
    String unhandled() {
        throw new IllegalStateException("nobody expects this");
    }
}
