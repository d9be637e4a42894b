package io.ringflow.ivr.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.config.HttpListen;
import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.flow.Notifier;
import io.ringflow.ivr.http.RecordingRoutes;
import io.ringflow.ivr.observe.StoredRecordingMeters;
import io.ringflow.ivr.recording.LinkKey;
import io.ringflow.ivr.recording.RecordingArchive;
import io.ringflow.ivr.recording.RecordingLinks;
import io.ringflow.ivr.recording.RecordingObserver;
import io.ringflow.ivr.recording.RecordingRetention;
import io.ringflow.ivr.recording.RecordingSettings;
import io.ringflow.ivr.recording.RecordingStore;
import io.ringflow.ivr.recording.archive.ArchiveSettings;
import io.ringflow.ivr.recording.archive.S3Store;
import io.ringflow.ivr.recording.archive.StoreArchive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** All of a server that has to do with stored recordings, joined. Closing ends uploads and
 * the deletion of old ones. */
record RecordingPart(
        LinkKey key,
        RecordingStore store,
        Optional<StoreArchive> archive,
        RecordingRetention retention,
        RecordingRoutes routes)
        implements AutoCloseable {

    /**
     * @param port that our HTTP server got; asked for when the first URL is made
     * @throws IOException the key of the URLs can't be had
     */
    static RecordingPart open(
            DataDirectory data,
            RecordingSettings settings,
            HttpListen http,
            IntSupplier port,
            Database database,
            MeterRegistry registry,
            Clockwork time)
            throws IOException {
        var meters = new StoredRecordingMeters(registry);
        var directory = Files.createDirectories(data.file("recordings"));
        var key = LinkKey.open(data.file("recordings.key"));
        var links = new RecordingLinks(key, settings.urlLifetime(), base(settings, http, port), time.clock());
        var store = RecordingStore.open(directory, settings, links, meters, time.clock());
        var archive = settings.archive().map(its -> archive(its, directory, database, meters, time));
        archive.ifPresent(store::archiveIn);
        archive.ifPresent(meters::watch);
        var retention = RecordingRetention.start(
                directory,
                settings,
                archive.<RecordingArchive>map(one -> one).orElse(RecordingArchive.NONE),
                meters,
                time.timers(),
                time.clock());
        meters.watch(retention);
        return new RecordingPart(key, store, archive, retention, new RecordingRoutes(store, links, meters));
    }

    private static StoreArchive archive(
            ArchiveSettings settings, Path directory, Database database, RecordingObserver observer, Clockwork time) {
        return StoreArchive.start(
                settings, directory, database, S3Store.open(settings), observer, time.timers(), time.clock());
    }

    /** How it stands with the archive, for the operator. */
    String archiveState() {
        return archive.map(one -> one.away().isZero() ? "ready" : "away").orElse("off");
    }

    private static Supplier<String> base(RecordingSettings settings, HttpListen http, IntSupplier port) {
        var said = settings.publicUrl().map(URI::toString).map(url -> url.replaceFirst("/+$", ""));
        if (said.isPresent()) return said::get;
        var host = host(http.host());
        return () -> "http://" + host + ":" + port.getAsInt();
    }

    /** The address as a URL has it; the wildcard is one of this machine. */
    private static String host(String host) {
        try {
            var address = InetAddress.getByName(host);
            if (address.isAnyLocalAddress()) address = LocalAddresses.first();
            var text = address.getHostAddress();
            return text.contains(":") ? "[" + text + "]" : text;
        } catch (UnknownHostException _) {
            return host;
        }
    }

    /** Tells applications of the recordings that the last process was killed in the middle of, or before it told them. */
    void tellMended(Applications applications, Notifier notifier) {
        store.tellMended((manifest, kept, whenKnown) -> applications
                .byId(manifest.application())
                .ifPresentOrElse(
                        application -> {
                            var parameters = new LinkedHashMap<String, String>();
                            parameters.put("appid", application.id());
                            parameters.put("callid", manifest.call());
                            parameters.put("recordurl", kept.url());
                            parameters.put("recordid", kept.id().text());
                            parameters.put("recordduration", Long.toString(kept.seconds()));
                            parameters.put("result", "0");
                            parameters.put("reason", "crash");
                            notifier.send(
                                    new Notification(application, manifest.call(), "POST", "recordreport", parameters),
                                    whenKnown);
                        },
                        whenKnown));
    }

    boolean idle() {
        return retention.idle() && archive.map(StoreArchive::idle).orElse(true);
    }

    @Override
    public void close() {
        retention.close();
        archive.ifPresent(StoreArchive::close);
    }
}
