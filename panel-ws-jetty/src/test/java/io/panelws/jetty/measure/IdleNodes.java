package io.panelws.jetty.measure;

import io.panelws.jetty.testing.RawNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

/** A process of nodes that have asked once and then say nothing, so that only the panel's part of them is measured. */
final class IdleNodes {

    private static final String REQUEST = "{\"method\":\"GET\",\"path\":\"/api/v1/server/UniProxy/config\",\"headers\":"
            + "{\"Accept\":[\"application/json\"],\"If-None-Match\":[\"\"]}}";

    private IdleNodes() {}

    /** Port and path are arguments; each line of the input is a number of further nodes, answered by a line. */
    public static void main(String[] args) throws IOException {
        List<RawNode> nodes = new ArrayList<>();
        Scanner lines = new Scanner(System.in);
        while (lines.hasNextInt()) {
            int more = lines.nextInt();
            for (int i = 0; i < more; i++) {
                String query = "node_id=" + nodes.size() + "&node_type=vless&token=sample-token";
                RawNode node = RawNode.connect(Integer.parseInt(args[0]), args[1], query);
                nodes.add(node);
                node.sendText(REQUEST);
                node.readMessage();
            }
            System.out.println(nodes.size());
        }
    }
}
