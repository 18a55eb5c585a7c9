package io.panelws.jetty.replay;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The parameters of a query in their form encoding, in order; what is not well encoded is taken as it stands. */
record Parameters(List<Parameter> all) {

    record Parameter(String name, String value) {

        /** Shows no value: it may be the token. */
        @Override
        public String toString() {
            return name;
        }
    }

    static Parameters of(String query) {
        List<Parameter> all = new ArrayList<>();
        for (String parameter : query.split("&")) {
            if (!parameter.isEmpty()) {
                int equals = parameter.indexOf('=');
                String name = equals < 0 ? parameter : parameter.substring(0, equals);
                String value = equals < 0 ? "" : parameter.substring(equals + 1);
                all.add(new Parameter(decode(name), decode(value)));
            }
        }
        return new Parameters(all);
    }

    /** The first value, as servlets take it; empty where there is none. */
    String first(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    List<String> values(String name) {
        return all.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    /** The order of different names does not matter to a servlet, that of the values of one name does. */
    List<Parameter> sorted() {
        return all.stream().sorted(Comparator.comparing(Parameter::name)).toList();
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
