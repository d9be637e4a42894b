package io.ringflow.ivr.recording.archive;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What an operator may set about the archive, already valid.
 *
 * @param endpoint of the store; empty: Amazon's of the region
 * @param prefix before the date in an object's key; empty, or with a slash at its end
 * @param pathStyle the bucket stands in the path, not in the host's name
 * @param partBytes above which an object goes up in parts of this size
 * @param atOnce uploads at a time
 * @param timeout of a connection that says nothing
 * @param downloads how what lies there only is given out
 * @param localFor age at which what is stored is deleted from our disk
 * @param keepFor age at which it is deleted from the store; zero: never by us
 */
public record ArchiveSettings(
        Optional<URI> endpoint,
        String region,
        String bucket,
        String prefix,
        Keys keys,
        boolean pathStyle,
        long partBytes,
        int atOnce,
        Duration timeout,
        Downloads downloads,
        Duration localFor,
        Duration keepFor) {

    /** Who we are to the store. */
    public record Keys(String access, String secret) {
        @Override
        public String toString() {
            return access;
        }
    }

    /** How a recording is given out that lies in the store only. */
    public enum Downloads {
        /** Its sound goes through this server. */
        THROUGH,
        /** The client is sent to a signed URL of the store. */
        REDIRECT
    }
}
