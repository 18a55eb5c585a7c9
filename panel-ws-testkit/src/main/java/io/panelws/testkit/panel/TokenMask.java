package io.panelws.testkit.panel;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Hides the token of a query (P-3). */
final class TokenMask {

    private static final String MASK = "***";

    private TokenMask() {}

    /** Replaces the value of each parameter {@code token}, also where the name is escaped. */
    static String query(String query) {
        return Arrays.stream(query.split("&", -1)).map(TokenMask::parameter).collect(Collectors.joining("&"));
    }

    private static String parameter(String parameter) {
        int equals = parameter.indexOf('=');
        boolean isToken = equals >= 0 && name(parameter.substring(0, equals)).equalsIgnoreCase("token");
        return isToken ? parameter.substring(0, equals + 1) + MASK : parameter;
    }

    private static String name(String escaped) {
        try {
            return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return escaped;
        }
    }
}
