package io.panelws.testkit.conformance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the token out of what is shown: as a query parameter, as such, form-encoded, and in base64 bodies. A token of
 * fewer than four characters is masked as a parameter only: it would be found everywhere. Immutable.
 */
final class Mask {

    private static final String STARS = "***";
    private static final int SHORTEST = 4;
    private static final Pattern PARAMETER = Pattern.compile("(?i)(token=)[^&\\s\"\\\\]+");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}={0,2}");

    private final String token;
    private final String encoded;

    Mask(String token) {
        this.token = token;
        this.encoded = URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    String apply(String text) {
        return plain(BASE64.matcher(text).replaceAll(this::base64));
    }

    private String base64(MatchResult match) {
        String decoded = decoded(match.group());
        return Matcher.quoteReplacement(plain(decoded).equals(decoded) ? match.group() : STARS);
    }

    private String plain(String text) {
        String masked = PARAMETER.matcher(text).replaceAll("$1" + Matcher.quoteReplacement(STARS));
        if (token.length() < SHORTEST) {
            return masked;
        }
        return masked.replace(token, STARS).replace(encoded, STARS);
    }

    private static String decoded(String text) {
        try {
            String standard = text.replace('-', '+').replace('_', '/').replace("=", "");
            int whole = standard.length() - (standard.length() % 4 == 1 ? 1 : 0);
            return new String(Base64.getDecoder().decode(standard.substring(0, whole)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
