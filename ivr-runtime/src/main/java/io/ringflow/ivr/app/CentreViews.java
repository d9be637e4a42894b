package io.ringflow.ivr.app;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ringflow.ivr.api.CentreEvents;
import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.config.CallCentreConfig;
import io.ringflow.ivr.event.EventFeed;
import io.ringflow.ivr.observe.EventMeters;
import io.ringflow.ivr.observe.QueueGauges;
import io.ringflow.ivr.observe.QueueMeters;
import io.ringflow.ivr.queue.CallCentres;
import io.ringflow.ivr.report.ReportWriter;
import io.ringflow.ivr.report.StoredReports;
import java.time.Duration;

/** What is seen of a server's call centres: events, meters, reports. Made once; closing writes what is not written yet. */
record CentreViews(
        PrometheusMeterRegistry registry,
        Applications applications,
        EventFeed events,
        StoredReports reports,
        ReportWriter writer,
        QueueMeters meters,
        QueueGauges gauges,
        Clockwork time)
        implements AutoCloseable {

    /** @param keepFor age at which figures are deleted */
    static CentreViews open(
            CallCentreConfig settings,
            StoragePart storage,
            Duration keepFor,
            Applications applications,
            PrometheusMeterRegistry registry,
            Clockwork time) {
        var reports = new StoredReports(storage.database());
        return new CentreViews(
                registry,
                applications,
                new EventFeed(settings.events(), new EventMeters(registry), time.clock()),
                reports,
                ReportWriter.start(reports, settings.serviceLevel(), keepFor, time.timers(), time.clock()),
                new QueueMeters(registry, id -> name(applications, id), settings.serviceLevel()),
                new QueueGauges(registry),
                time);
    }

    /** Sees all that happens there from now on. */
    void watch(CallCentres centres) {
        centres.observe(new CentreEvents(events));
        centres.observe(meters);
        centres.observe(writer);
    }

    /** What {@code /metrics} says, with how queues stand at this moment. */
    String scrape(CallCentres centres) {
        var now = time.clock().instant();
        gauges.show(
                centres.all().stream()
                        .map(centre -> new QueueGauges.Centre(
                                name(applications, centre.applicationId()), centre.queues(), centre.agents()))
                        .toList(),
                now);
        return registry.scrape();
    }

    /** An application that is gone has only its id. */
    private static String name(Applications applications, String id) {
        return applications.byId(id).map(one -> one.name()).orElse(id);
    }

    boolean idle() {
        return writer.idle();
    }

    @Override
    public void close() {
        events.close();
        writer.close();
    }
}
