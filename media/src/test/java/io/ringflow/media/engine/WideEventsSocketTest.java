package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.FarEnd;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaConfig.SymmetricRtp;
import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaEvent.DigitEnded;
import io.ringflow.media.MediaEvent.DigitsSent;
import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaProfile.DtmfPolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys beside wideband codecs: telephone-events have the clock of the audio (RFC 4733 §2.1), 16 or 48 kHz. */
class WideEventsSocketTest {
    private static final int AUDIO = 96;
    private static final int EVENTS = 101;

    private final MediaLab lab = new MediaLab();
    private final FarEnd far = FarEnd.local();

    @AfterEach
    void close() {
        lab.close();
        far.close();
    }

    private MediaLab.Party open(String codec) {
        List<MediaEvent> events = new CopyOnWriteArrayList<>();
        var profile = new MediaProfile("t", List.of(codec), SymmetricRtp.AUTO, DtmfPolicy.AUTO, false);
        var where = new MediaAddress(InetAddress.getLoopbackAddress(), "127.0.0.1");
        return new MediaLab.Party(lab.engine.open(where, profile, events::add), events);
    }

    private InetSocketAddress answer(MediaLab.Party party, String format, int clock) {
        String offer = "v=0\r\no=far 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                + "m=audio " + far.address().getPort() + " RTP/AVP " + AUDIO + " " + EVENTS + "\r\n"
                + "a=rtpmap:" + AUDIO + " " + format + "\r\n"
                + "a=rtpmap:" + EVENTS + " telephone-event/" + clock + "\r\n";
        String answer = party.session().answer(offer);
        assertThat(answer).contains("telephone-event/" + clock);
        return FarEnd.portOf(answer);
    }

    private void packet(InetSocketAddress to, long timestamp, boolean end, int units) {
        byte flags = (byte) (end ? 0x8A : 10);
        far.send(to, EVENTS, timestamp, new byte[] {5, flags, (byte) (units >> 8), (byte) units});
        lab.turn(1);
    }

    /** A press as RFC 4733 §2.5.1.3 cuts it: each segment full, the last one with its end told three times. */
    private void presses(InetSocketAddress to, int clock, int millis) {
        int step = clock / 50;
        int packets = millis / 20;
        int perSegment = 0xFFFF / step;
        for (int i = 0; i < packets + 2; i++) {
            int sent = Math.min(i + 1, packets);
            int segment = (sent - 1) / perSegment;
            long start = far.timestamp + (long) segment * perSegment * step;
            packet(to, start, sent == packets, (sent - segment * perSegment) * step);
        }
        far.timestamp += (long) (packets + 10) * step;
    }

    @ParameterizedTest
    @CsvSource({
        "L16/16000, L16/16000, 16000, 160",
        "L16/16000, L16/16000, 16000, 6000",
        "OPUS, opus/48000/2, 48000, 160",
        "OPUS, opus/48000/2, 48000, 3000"
    })
    void aPressOfTheFarEndIsToldOnceWithItsLength(String codec, String format, int clock, int millis) {
        MediaLab.Party party = open(codec);
        InetSocketAddress to = answer(party, format, clock);
        presses(to, clock, millis);
        presses(to, clock, millis);
        lab.turn(20);
        assertThat(party.digits()).isEqualTo("55");
        assertThat(party.events(DigitEnded.class))
                .extracting(DigitEnded::durationMillis)
                .containsExactly(millis, millis);
    }

    @ParameterizedTest
    @CsvSource({
        "L16/16000, L16/16000, 16000, 160, 1",
        "L16/16000, L16/16000, 16000, 6000, 2",
        "OPUS, opus/48000/2, 48000, 160, 1",
        "OPUS, opus/48000/2, 48000, 3000, 3"
    })
    void ourPressHasTheLengthAskedFor(String codec, String format, int clock, int millis, int segments) {
        MediaLab.Party party = open(codec);
        answer(party, format, clock);
        long sending = party.session().sendDigits("7", millis, 100);
        List<FarEnd.Heard> events = new ArrayList<>();
        for (int tick = 0; tick < millis / 20 + 12; tick++) {
            lab.turn(1);
            far.hears().stream().filter(heard -> heard.type() == EVENTS).forEach(events::add);
        }
        assertThat(party.events(DigitsSent.class)).containsExactly(new DigitsSent(sending, true));
        assertThat(events).hasSize(millis / 20 + 2);
        assertThat(events.stream().filter(FarEnd.Heard::marker)).hasSize(1);
        List<Long> starts =
                events.stream().map(FarEnd.Heard::timestamp).distinct().toList();
        assertThat(starts).hasSize(segments);
        byte[] last = events.getLast().payload();
        assertThat(last[1] & 0x80).isNotZero();
        long lastUnits = (last[2] & 0xFF) << 8 | last[3] & 0xFF;
        long units = (starts.getLast() - starts.getFirst() & 0xFFFF_FFFFL) + lastUnits;
        assertThat(units * 1_000 / clock).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"L16/16000, 8000", "OPUS, 8000", "OPUS, 160"})
    void whatOneLegSendsTheOtherTells(String codec, int millis) {
        MediaLab.Party caller = open(codec);
        MediaLab.Party callee = open(codec);
        caller.session().accept(callee.session().answer(caller.session().offer()));
        lab.turn(5);
        caller.session().sendDigits("44", millis, 100);
        lab.turn(2 * (millis / 20 + 5) + 20);
        assertThat(callee.digits()).isEqualTo("44");
        assertThat(callee.events(DigitEnded.class))
                .extracting(DigitEnded::durationMillis)
                .containsExactly(millis, millis);
    }
}
