package io.panelws.jetty.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters of a query in their form encoding; what is not well encoded is taken as it stands. */
public final class QueryParameters {

    private QueryParameters() {}

    /**
     * One parameter, decoded.
     *
     * @param name the name
     * @param value the value, empty where there is none
     */
    public record Parameter(String name, String value) {

        /** Shows no value: it may be the token. */
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Splits a query.
     *
     * @param query the query without its question mark
     * @return the parameters in order
     */
    public static List<Parameter> of(String query) {
        List<Parameter> parameters = new ArrayList<>();
        for (String parameter : query.split("&")) {
            if (!parameter.isEmpty()) {
                int equals = parameter.indexOf('=');
                parameters.add(
                        equals < 0
                                ? new Parameter(PercentEncoding.decodeForm(parameter), "")
                                : new Parameter(
                                        PercentEncoding.decodeForm(parameter.substring(0, equals)),
                                        PercentEncoding.decodeForm(parameter.substring(equals + 1))));
            }
        }
        return parameters;
    }

    /**
     * Finds a parameter.
     *
     * @param query the query
     * @param name the decoded name
     * @return its first value
     */
    public static Optional<String> first(String query, String name) {
        return of(query).stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    /**
     * Writes those queries equally, and only those, that a servlet reads equally: the order of different names does not
     * matter, that of the values of one name does.
     *
     * @param query the query
     * @return its parameters, decoded and sorted by name
     */
    public static String sorted(String query) {
        return of(query).stream()
                .sorted(Comparator.comparing(Parameter::name))
                .map(parameter -> lengthAnd(parameter.name()) + lengthAnd(parameter.value()))
                .collect(Collectors.joining());
    }

    private static String lengthAnd(String text) {
        return text.length() + ":" + text;
    }
}
