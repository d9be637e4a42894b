package io.ringflow.testkit.time;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;

/** What every thread is doing, virtual threads too: the text a stuck test fails with. */
public final class ThreadDump {
    private ThreadDump() {}

    public static String take() {
        try {
            var directory = Files.createTempDirectory("threads");
            var file = directory.resolve("dump.txt");
            try {
                var bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
                bean.dumpThreads(file.toAbsolutePath().toString(), ThreadDumpFormat.TEXT_PLAIN);
                return Files.readString(file);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            return "no thread dump: " + e;
        }
    }
}
