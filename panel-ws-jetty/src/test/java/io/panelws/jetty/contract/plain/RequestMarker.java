package io.panelws.jetty.contract.plain;

import jakarta.servlet.ServletRequestAttributeEvent;
import jakarta.servlet.ServletRequestAttributeListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/** Named by web.xml: leaves its marks on every request. */
public final class RequestMarker implements ServletRequestListener, ServletRequestAttributeListener {

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        event.getServletRequest().setAttribute("marked-by", "the listener");
    }

    @Override
    public void attributeAdded(ServletRequestAttributeEvent event) {
        if (event.getName().equals("watched")) {
            event.getServletRequest().setAttribute("seen-by-listener", event.getValue());
        }
    }
}
