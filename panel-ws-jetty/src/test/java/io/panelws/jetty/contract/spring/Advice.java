package io.panelws.jetty.contract.spring;

import java.nio.file.FileSystemException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
class Advice {

    @ExceptionHandler
    ProblemDetail problem(FileSystemException failure) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.INSUFFICIENT_STORAGE, failure.getMessage());
        problem.setTitle("Störung");
        return problem;
    }
}
