package io.panelws.testkit.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where the nodes ran.
 *
 * @param system the operating system with version and architecture
 * @param processor its name as the system tells it, empty where it does not
 * @param processors how many this process may use
 * @param jvm name and version
 * @param maxHeapBytes what the heap may grow to
 */
public record Machine(String system, String processor, int processors, String jvm, long maxHeapBytes) {

    /**
     * Asks the platform.
     *
     * @return this machine, without its name or any address
     */
    public static Machine here() {
        return new Machine(
                property("os.name") + " " + property("os.version") + " " + property("os.arch"),
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                property("java.vm.name") + " " + property("java.runtime.version"),
                Runtime.getRuntime().maxMemory());
    }

    /** Processor time that this process has used, 0 where the platform does not tell. */
    static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Math.max(0, system.getProcessCpuTime())
                : 0;
    }

    private static String processorName() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "");
    }
}
