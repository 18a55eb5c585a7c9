package io.panelws.testkit.it;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The MBeans of panel-ws in another process, read as jconsole does: attached by its pid, without a class of panel-ws. */
final class JmxOfProcess implements AutoCloseable {

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private JmxOfProcess(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
    }

    static JmxOfProcess attach(long pid) throws IOException, AttachNotSupportedException {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            return new JmxOfProcess(
                    JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
        } finally {
            machine.detach();
        }
    }

    /** The name that PanelWsMXBean's documentation gives. */
    static ObjectName name(String contextPath) {
        return parse("io.panelws:type=PanelWs,context=" + ObjectName.quote(contextPath));
    }

    /** What is there of a web application, under whatever further keys. */
    Set<ObjectName> named(String contextPath) throws IOException {
        return beans.queryNames(parse(name(contextPath) + ",*"), null);
    }

    Object figure(ObjectName bean, String attribute) throws IOException, JMException {
        return beans.getAttribute(bean, attribute);
    }

    /** A map of the MXBean, which arrives as a table. */
    Map<String, Object> table(ObjectName bean, String attribute) throws IOException, JMException {
        Map<String, Object> rows = new TreeMap<>();
        for (Object row : ((TabularData) figure(bean, attribute)).values()) {
            CompositeData data = (CompositeData) row;
            rows.put((String) data.get("key"), data.get("value"));
        }
        return rows;
    }

    private static ObjectName parse(String name) {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
