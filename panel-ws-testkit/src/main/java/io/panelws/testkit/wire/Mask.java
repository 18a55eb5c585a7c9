package io.panelws.testkit.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes tokens out of what is shown: any query parameter {@code token}, also where its name is escaped (P-3); the tokens that it
 * knows as such, form-encoded, and in base64 bodies. A token of fewer than four characters is masked as a parameter only:
 * it would be found everywhere. Immutable.
 */
public final class Mask {

    /** Knows no token: masks parameters alone. */
    public static final Mask PARAMETERS = new Mask(List.of());

    private static final String STARS = "***";
    private static final int SHORTEST = 4;
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)((?:t|%74)(?:o|%6f)(?:k|%6b)(?:e|%65)(?:n|%6e)=)[^&\\s\"\\\\]+");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}={0,2}");

    /** The longest first: one may be part of another. */
    private final List<String> secrets;

    private Mask(List<String> secrets) {
        this.secrets = secrets;
    }

    /**
     * A mask for one token.
     *
     * @param token in clear
     * @return the mask
     */
    public static Mask of(String token) {
        return PARAMETERS.and(token);
    }

    /**
     * The same mask for one token more.
     *
     * @param token in clear
     * @return another mask
     */
    public Mask and(String token) {
        if (token.length() < SHORTEST) {
            return this;
        }
        List<String> more = new ArrayList<>(secrets);
        Stream.of(token, URLEncoder.encode(token, StandardCharsets.UTF_8), PanelUrl.form(token))
                .filter(secret -> !more.contains(secret))
                .forEach(more::add);
        more.sort(Comparator.comparingInt(String::length).reversed());
        return new Mask(more);
    }

    /**
     * Masks.
     *
     * @param text whatever is to be shown
     * @return the text with stars in place of tokens
     */
    public String apply(String text) {
        return plain(secrets.isEmpty() ? text : BASE64.matcher(text).replaceAll(this::base64));
    }

    private String base64(MatchResult match) {
        String decoded = decoded(match.group());
        return Matcher.quoteReplacement(plain(decoded).equals(decoded) ? match.group() : STARS);
    }

    private String plain(String text) {
        String masked = PARAMETER.matcher(text).replaceAll("$1" + Matcher.quoteReplacement(STARS));
        for (String secret : secrets) {
            masked = masked.replace(secret, STARS);
        }
        return masked;
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
