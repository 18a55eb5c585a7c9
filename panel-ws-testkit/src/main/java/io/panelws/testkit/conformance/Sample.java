package io.panelws.testkit.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Answers of every kind that a reading node can get, to look at their form. */
final class Sample {

    private Sample() {}

    static List<Answer> of(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        List<Answer> answers = new ArrayList<>();
        for (Call call : List.of(Call.CONFIG, Call.USER, Call.ALIVELIST, Call.UNKNOWN)) {
            answers.add(connection.ask(call.get()));
        }
        answers.add(connection.ask(Call.CONFIG.get(answers.get(0).etag().orElse("\"none\""))));
        answers.add(connection.ask(Call.CONFIG.withId(7)));
        return answers;
    }
}
