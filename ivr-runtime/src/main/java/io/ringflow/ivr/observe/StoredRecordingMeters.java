package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringflow.ivr.recording.RecordingObserver;
import io.ringflow.ivr.recording.RecordingRetention;
import io.ringflow.ivr.recording.archive.StoreArchive;
import java.util.EnumMap;
import java.util.Map;

/** Stored recordings as meters. Thread-safe; every meter is made beforehand. */
public final class StoredRecordingMeters implements RecordingObserver {

    private final MeterRegistry registry;
    private final Map<Discard, Counter> discarded = new EnumMap<>(Discard.class);
    private final Map<Deletion, Counter> deleted = new EnumMap<>(Deletion.class);
    private final Map<Download, Counter> downloads = new EnumMap<>(Download.class);
    private final Map<Upload, Counter> uploads = new EnumMap<>(Upload.class);
    private final Counter uploadedBytes;

    public StoredRecordingMeters(MeterRegistry registry) {
        this.registry = registry;
        for (var why : Discard.values()) {
            discarded.put(why, Counters.of(registry, Meters.RECORDINGS_DISCARDED, "reason", SipMeters.label(why)));
        }
        for (var why : Deletion.values()) {
            deleted.put(why, Counters.of(registry, Meters.RECORDINGS_DELETED, "reason", SipMeters.label(why)));
        }
        for (var what : Download.values()) {
            downloads.put(what, Counters.of(registry, Meters.RECORDINGS_DOWNLOADS, "outcome", SipMeters.label(what)));
        }
        for (var what : Upload.values()) {
            uploads.put(what, Counters.of(registry, Meters.RECORDINGS_UPLOADS, "outcome", SipMeters.label(what)));
        }
        uploadedBytes = Counters.of(registry, Meters.RECORDINGS_UPLOADED);
    }

    /** Shows how much is kept. */
    public void watch(RecordingRetention retention) {
        Gauge.builder(Meters.RECORDINGS_KEPT.meterName(), retention, RecordingRetention::bytes)
                .description(Meters.RECORDINGS_KEPT.sentence())
                .register(registry);
    }

    /** Shows how the archive does. */
    public void watch(StoreArchive archive) {
        Gauge.builder(Meters.RECORDINGS_WAITING.meterName(), archive, StoreArchive::waiting)
                .description(Meters.RECORDINGS_WAITING.sentence())
                .register(registry);
        Gauge.builder(Meters.RECORDINGS_ARCHIVE_AWAY.meterName(), archive, one -> one.away()
                        .toSeconds())
                .description(Meters.RECORDINGS_ARCHIVE_AWAY.sentence())
                .register(registry);
    }

    @Override
    public void uploaded(Upload what, long bytes) {
        uploads.get(what).increment();
        uploadedBytes.increment(bytes);
    }

    @Override
    public void discarded(Discard why) {
        discarded.get(why).increment();
    }

    @Override
    public void deleted(Deletion why) {
        deleted.get(why).increment();
    }

    @Override
    public void downloaded(Download what) {
        downloads.get(what).increment();
    }
}
