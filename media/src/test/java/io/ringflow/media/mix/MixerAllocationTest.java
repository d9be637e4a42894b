package io.ringflow.media.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.ConferenceRole;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.Pcma;
import io.ringflow.media.graph.PayloadSource;
import io.ringflow.testkit.junit.AllocationProbe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tick of a conference allocates nothing, whoever talks, at whatever rates. */
class MixerAllocationTest implements MemberListener {
    private final Mixer mixer = new Mixer(3, (playback, completed) -> {}, new int[960]);
    private final List<MixerPort> ports = new ArrayList<>();
    private final int[] rates = {8_000, 16_000, 48_000};
    private final Codec codec = new Pcma();
    private final byte[] payload = new byte[2_048];
    private final short[] frame = new short[960];
    private final short[] heard = new short[960];
    private final short[] loud = new short[960];

    private int tick;
    private int talks;
    private int shared;

    @Override
    public void talking(boolean now) {
        talks++;
    }

    @Override
    public void gone() {}

    @Test
    void aTickAllocatesNothing() {
        for (int i = 0; i < loud.length; i++) {
            loud[i] = (short) (i % 2 == 0 ? 20_000 : -20_000);
        }
        for (int i = 0; i < 30; i++) {
            MixerPort port = new MixerPort(i < 12 ? ConferenceRole.SPEAKER : ConferenceRole.LISTENER);
            ports.add(port);
            mixer.add(port, this);
        }
        mixer.record((recorded, samples, rate) -> {}, 16_000);
        AllocationProbe.assertNone(600, this::turn);
        assertThat(talks).isPositive();
        assertThat(shared).isPositive();
    }

    /** Every second the next members talk, together louder than there is room for. */
    private void turn() {
        tick++;
        for (int i = 0; i < ports.size(); i++) {
            int rate = rates[i % rates.length];
            boolean speaks = i % 12 / 4 == tick / 50 % 3;
            ports.get(i).push(speaks ? loud : frame, rate / 50, rate);
        }
        mixer.mix();
        for (int i = 0; i < ports.size(); i++) {
            int rate = rates[i % rates.length];
            boolean narrow = rate == 8_000 && i % 2 == 0;
            if (narrow && ports.get(i).pullPayload(codec, 20, payload) != PayloadSource.NOT_SHARED) {
                shared++;
            } else {
                ports.get(i).pull(heard, rate / 50, rate);
            }
        }
    }
}
