package io.panelws.jetty.contract.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MultipartFile;

@Controller
@ResponseBody
class PlainController {

    @GetMapping("/items/{id}/{name}")
    String item(@PathVariable int id, @PathVariable String name, @RequestParam List<String> tag) {
        return id + " " + name + " " + tag;
    }

    @GetMapping("/headers")
    String headers(
            @RequestHeader("X-List") List<String> list,
            @RequestHeader(name = "X-None", defaultValue = "none") String none,
            @CookieValue(defaultValue = "no cookie") String taste,
            Locale locale) {
        return list + " " + none + " " + taste + " " + locale;
    }

    @PostMapping("/bytes")
    HttpEntity<byte[]> bytes(HttpEntity<byte[]> request) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("X-Length", "" + request.getHeaders().getContentLength());
        headers.setContentType(request.getHeaders().getContentType());
        return new HttpEntity<>(request.getBody(), headers);
    }

    @PostMapping("/text")
    String text(@RequestBody String text) {
        return "ü " + text;
    }

    @PostMapping("/form")
    String form(@RequestParam MultiValueMap<String, String> form) {
        return new TreeMap<>(form).toString();
    }

    @PutMapping("/form")
    String put(@RequestParam Map<String, String> form) {
        return "put " + new TreeMap<>(form);
    }

    @PostMapping("/upload")
    String upload(@RequestParam MultipartFile file, @RequestParam String title) throws IOException {
        String content = new String(file.getBytes(), StandardCharsets.UTF_8);
        return title + " " + file.getOriginalFilename() + " " + file.getContentType() + " " + content;
    }

    @PatchMapping("/status")
    @ResponseStatus(HttpStatus.ACCEPTED)
    String status() {
        return "accepted";
    }

    @DeleteMapping("/status")
    ResponseEntity<Void> deleted() {
        return ResponseEntity.noContent().header("X-Gone", "1").build();
    }

    @GetMapping("/cookie")
    ResponseEntity<String> cookie() {
        ResponseCookie cookie = ResponseCookie.from("taste", "süß".replaceAll("[^a-z]", "_"))
                .path("/")
                .sameSite("Strict")
                .httpOnly(true)
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .body("baked");
    }

    @GetMapping("/resource")
    Resource resource() {
        return new ByteArrayResource("0123456789".repeat(1000).getBytes(StandardCharsets.US_ASCII));
    }

    @GetMapping(
            path = "/tagged/list",
            produces = {"application/json", "text/plain"})
    List<String> tagged() {
        return List.of("a", "b", "ü");
    }

    @CrossOrigin(origins = "https://example.org")
    @GetMapping("/cors")
    String cors() {
        return "from everywhere";
    }

    @GetMapping("/session")
    String session(HttpSession session) {
        Integer count = (Integer) session.getAttribute("count");
        session.setAttribute("count", count == null ? 1 : count + 1);
        return "count " + session.getAttribute("count");
    }

    @GetMapping("/request")
    String request(HttpServletRequest request) {
        return request.getRequestURL() + " " + request.isSecure() + " " + request.getRemoteAddr();
    }
}
