package io.panelws.jetty.rules;

import java.util.Set;

/** Which methods a message may use (P-9). */
public final class Methods {

    private Methods() {}

    /**
     * Refuses a method that is not allowed. Method names are case-sensitive (RFC 9110, section 9.1).
     *
     * @param method the message's method
     * @param allowed the methods that are
     * @throws RuleViolation 405 with {@code Allow}
     */
    public static void check(String method, Set<String> allowed) throws RuleViolation {
        if (!allowed.contains(method)) {
            String allow = String.join(", ", allowed);
            throw RuleViolation.methodNotAllowed(
                    "The method of the message is not allowed here; allowed are " + allow + ".", allow);
        }
    }
}
