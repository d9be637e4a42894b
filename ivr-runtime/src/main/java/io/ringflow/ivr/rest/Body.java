package io.ringflow.ivr.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;

/** Reads the body of one request: so much of it and no more, and in time. Used for one. */
public final class Body {

    private static final int PIECE = 16 * 1024;

    private final InputStream in;
    private final Fingerprint fingerprint;
    private final InstantSource clock;

    public Body(InputStream in, Fingerprint fingerprint, InstantSource clock) {
        this.in = in;
        this.fingerprint = fingerprint;
        this.clock = clock;
    }

    /** @throws RestRefused TOO_LARGE or TOO_SLOW */
    public byte[] whole(int most, Duration within) {
        var bytes = new ByteArrayOutputStream();
        into(bytes, most, within, RestError.TOO_LARGE);
        return bytes.toByteArray();
    }

    /** @throws RestRefused with this error if it is larger, or TOO_SLOW */
    void into(OutputStream out, long most, Duration within, RestError tooLarge) {
        var end = clock.instant().plus(within);
        var piece = new byte[PIECE];
        long size = 0;
        for (int n = read(piece); n >= 0; n = read(piece)) {
            size += n;
            if (size > most) throw new RestRefused(tooLarge);
            if (clock.instant().isAfter(end)) throw new RestRefused(RestError.TOO_SLOW);
            fingerprint.add(piece, 0, n);
            try {
                out.write(piece, 0, n);
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }
    }

    private int read(byte[] piece) {
        try {
            return in.read(piece);
        } catch (IOException | RuntimeException cutOff) {
            throw new RestRefused(RestError.TOO_SLOW, "The body ended, or paused, before it was whole.");
        }
    }
}
