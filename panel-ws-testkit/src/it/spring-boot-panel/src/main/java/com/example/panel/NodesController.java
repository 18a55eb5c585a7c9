package com.example.panel;

import io.panelws.jetty.Node;
import io.panelws.jetty.PanelWs;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** For panels that show their nodes. */
@Profile("nodes")
@RestController
class NodesController {

    private final PanelWs panelWs;

    NodesController(PanelWs panelWs) {
        this.panelWs = panelWs;
    }

    @GetMapping("/admin/nodes")
    List<String> connected() {
        return panelWs.nodes().stream().map(Node::id).toList();
    }

    @PostMapping("/admin/nodes/cut-off/{id}")
    int cutOff(@PathVariable String id) {
        return panelWs.close(node -> node.id().equals(id));
    }
}
