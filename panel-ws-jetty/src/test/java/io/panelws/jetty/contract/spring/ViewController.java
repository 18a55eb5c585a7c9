package io.panelws.jetty.contract.spring;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Names views: Spring forwards and redirects to them. */
@Controller
class ViewController {

    @GetMapping("/redirect")
    String redirect() {
        return "redirect:/request?from=redirect";
    }

    @GetMapping("/forward")
    String forward() {
        return "forward:/request";
    }
}
