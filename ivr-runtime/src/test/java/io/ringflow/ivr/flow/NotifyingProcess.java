package io.ringflow.ivr.flow;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.ApplicationTable;
import io.ringflow.ivr.database.Database;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A process that sends notifications, says when they are in its file, and then waits to be killed. */
final class NotifyingProcess {

    static final String WRITTEN = "written";

    private NotifyingProcess() {}

    /** @param args the file, the application's URL, how many */
    public static void main(String[] args) throws InterruptedException {
        Application application = SampleApplication.at(URI.create(args[1])).application();
        int count = Integer.parseInt(args[2]);
        var timer = Executors.newScheduledThreadPool(1);
        var time = InstantSource.system();
        var notifier = new DurableNotifier(
                Database.embedded(Path.of(args[0])),
                new ApplicationHttp(timer, time),
                new ApplicationTable(List.of(application), Map.of()),
                FlowSettings.defaults(),
                FlowObserver.NONE,
                NotificationAnswers.NONE,
                timer,
                time,
                List.of());
        for (int n = 0; n < count; n++) {
            var parameters = new LinkedHashMap<String, String>();
            parameters.put("n", Integer.toString(n));
            notifier.send(new Notification(application, "call" + n, "POST", "stopservice", parameters));
        }
        while (notifier.pending() < count) LockSupport.parkNanos(1_000_000);
        System.out.println(WRITTEN);
        Thread.currentThread().join();
    }
}
