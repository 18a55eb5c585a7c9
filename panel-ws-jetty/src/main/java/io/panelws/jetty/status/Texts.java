package io.panelws.jetty.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;

/**
 * What the page says, in one language. Immutable.
 *
 * <p>Not a {@link java.util.ResourceBundle}: its cache outlives the web application.
 */
public final class Texts {

    private static final Texts ENGLISH = new Texts("en", "texts.properties");
    private static final Texts CHINESE = new Texts("zh-CN", "texts_zh.properties");
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private final String language;
    private final Properties texts = new Properties();

    private Texts(String language, String resource) {
        this.language = language;
        try (InputStream in = Texts.class.getResourceAsStream(resource)) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Chooses.
     *
     * @param wanted what the browser prefers
     * @return Chinese for Chinese, English for everybody else
     */
    public static Texts in(Locale wanted) {
        return wanted.getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }

    /**
     * The language, as HTML names it.
     *
     * @return a tag
     */
    public String language() {
        return language;
    }

    /**
     * A text.
     *
     * @param name one of those in the properties
     * @param values what stands in its places, as it is
     * @return the text, not escaped
     */
    public String text(String name, Object... values) {
        return new MessageFormat(texts.getProperty(name, name), Locale.ROOT).format(values);
    }

    static String duration(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds < 86_400
                ? seconds / 3_600 + " h " + seconds / 60 % 60 + " min"
                : seconds / 86_400 + " d " + seconds / 3_600 % 24 + " h";
    }

    static String bytes(long count) {
        double shown = count;
        int unit = 0;
        while (shown >= 999.5 && unit < UNITS.length - 1) {
            shown /= 1_000;
            unit++;
        }
        return unit == 0 || shown >= 99.95
                ? String.format(Locale.ROOT, "%.0f %s", shown, UNITS[unit])
                : String.format(Locale.ROOT, "%.1f %s", shown, UNITS[unit]);
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
