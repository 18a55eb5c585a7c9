package io.panelws.jetty.hostile;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/** A token that appears nowhere by accident, in all the forms in which it could appear. */
final class Token {

    static final String PLAIN = "Xq7~Zk/Wv+9=J\u00e9p";
    static final String ENCODED = URLEncoder.encode(PLAIN, StandardCharsets.UTF_8);

    private static final String PREFIX = "Xq7~Zk";

    private Token() {}

    static boolean isIn(String text) {
        return forms().stream().anyMatch(text::contains);
    }

    private static Set<String> forms() {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(PLAIN);
        forms.add(PREFIX);
        forms.add(ENCODED);
        forms.add("Xq7%7EZk");
        for (int shift = 0; shift < 3; shift++) {
            // What base64 makes of the token wherever it stands in a text, without the characters that its neighbours
            // share.
            byte[] bytes = ("x".repeat(shift) + PREFIX + "/W").getBytes(StandardCharsets.UTF_8);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
            forms.add(base64.substring(shift == 0 ? 0 : shift + 1, base64.length() - 2));
        }
        return forms;
    }
}
