package io.ringflow.ivr.recording;

import io.ringflow.ivr.recording.LinkKey.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Makes and checks the URLs of recordings: signed with HMAC-SHA256, good for a while (D23). Thread-safe. */
public final class RecordingLinks {

    private final LinkKey key;
    private final Duration lifetime;
    private final Supplier<String> base;
    private final InstantSource clock;

    /**
     * @param lifetime how long a URL is good
     * @param base what stands before {@code /recordings/...}, without a slash at its end
     */
    public RecordingLinks(LinkKey key, Duration lifetime, Supplier<String> base, InstantSource clock) {
        this.key = key;
        this.lifetime = lifetime;
        this.base = base;
        this.clock = clock;
    }

    /**
     * With the key in a file, made at the first start: URLs stay good over a restart.
     *
     * @throws IOException it can be neither read nor made, or is no key
     */
    public static RecordingLinks open(Path keyFile, Duration lifetime, Supplier<String> base, InstantSource clock)
            throws IOException {
        return new RecordingLinks(LinkKey.open(keyFile), lifetime, base, clock);
    }

    /** Where a recording can be fetched from now on. */
    public String url(RecordingId id) {
        return base.get() + key.signed(path(id), clock.instant().plus(lifetime));
    }

    /**
     * Judges what somebody asks with.
     *
     * @param expires Unix time, seconds
     * @param signature hexadecimal
     */
    public Verdict judge(RecordingId id, String expires, String signature) {
        return key.judge(path(id), expires, signature, clock.instant());
    }

    private static String path(RecordingId id) {
        return "/recordings/" + id;
    }
}
