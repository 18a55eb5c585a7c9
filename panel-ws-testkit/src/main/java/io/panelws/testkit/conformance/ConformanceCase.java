package io.panelws.testkit.conformance;

/**
 * One requirement that a panel can break.
 *
 * @param id the rule and a name, {@code P-10/etag-spelling} for one; stable
 * @param level what depends on it
 * @param requirement one sentence about the panel
 * @param rule where the requirement is from: a rule of the protocol (see {@code io.panelws.api}), a table, a section of an RFC
 * @param writes whether running it reports traffic or addresses, which a real panel books
 */
public record ConformanceCase(String id, Level level, String requirement, String rule, boolean writes) {}
