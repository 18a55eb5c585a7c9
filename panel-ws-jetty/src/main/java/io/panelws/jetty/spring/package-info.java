/**
 * Spring Boot's auto-configuration: a servlet application on Jetty has the filter without a line of code. Asleep where there
 * is no Spring Boot; nothing else of panel-ws imports Spring.
 *
 * <p>Internal: may change in any release. The properties {@code panel-ws.*} and the bean {@link io.panelws.jetty.PanelWs} are
 * what a panel uses.
 */
package io.panelws.jetty.spring;
