package io.panelws.jetty.rules;

/**
 * One header line.
 *
 * @param name the field name, as it was written
 * @param value the field value, possibly empty
 */
public record HeaderField(String name, String value) {

    /** Shows no value: it may be a credential. */
    @Override
    public String toString() {
        return name;
    }
}
