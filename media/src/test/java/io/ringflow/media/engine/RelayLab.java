package io.ringflow.media.engine;

import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.FarEnd;
import io.ringflow.media.FarEnd.Heard;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.Membership;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Two far ends, written packet by packet, whose sessions are in a conference that relays. */
final class RelayLab implements AutoCloseable {
    final AtomicInteger relays = new AtomicInteger();
    final MediaLab lab;
    final Conference room;
    final Side one;
    final Side other;

    /** One far end, its session, and what it has heard. */
    final class Side {
        final FarEnd far = FarEnd.local();
        final MediaLab.Party party = lab.open();
        final List<Heard> heard = new ArrayList<>();
        private int packets;

        /** Where it sends to. */
        InetSocketAddress to = far.address();

        void agrees(String offer) {
            to = FarEnd.portOf(party.session().answer(offer));
        }

        Membership joins() {
            return room.join(party.session(), ConferenceRole.SPEAKER);
        }

        /** 20 ms of sound that is like no other packet's. */
        void says(int type) {
            byte[] payload = new byte[160];
            for (int i = 0; i < payload.length; i++) {
                payload[i] = (byte) (far.ssrc * 31 + packets * 7 + i);
            }
            packets++;
            far.send(to, type, far.timestamp, payload);
            far.timestamp += 160;
        }

        List<Heard> hears() {
            List<Heard> now = far.hears();
            heard.addAll(now);
            return now;
        }
    }

    /** @param loops one, or two with a side on each */
    RelayLab(int loops) {
        MediaConfig usual = loops == 1 ? MediaLab.offering(List.of("PCMA", "PCMU", "CN")) : MediaLab.config();
        lab = new MediaLab(usual, new MediaObserver() {
            @Override
            public void relayBegan() {
                relays.incrementAndGet();
            }

            @Override
            public void relayEnded() {
                relays.decrementAndGet();
            }
        });
        room = lab.engine.conference(new ConferenceConfig(10, 8, true), event -> {});
        one = new Side();
        other = new Side();
        other.far.ssrc = 0x7777;
        other.far.sequence = 100;
        other.far.timestamp = 5_000;
    }

    static String offer(FarEnd far, String formats, String... more) {
        String sdp = "v=0\r\no=far 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                + "m=audio %d RTP/AVP %s\r\na=rtcp-mux\r\n"
                        .formatted(far.address().getPort(), formats);
        for (String line : more) {
            sdp += line + "\r\n";
        }
        return sdp;
    }

    static String events(int type) {
        return "a=rtpmap:" + type + " telephone-event/8000";
    }

    /** Both talk A-law, their keys have different types, and hand each other their packets. */
    RelayLab relaying() {
        one.agrees(offer(one.far, "8 101", events(101)));
        other.agrees(offer(other.far, "8 97", events(97)));
        one.joins();
        other.joins();
        talk(10);
        if (relays.get() != 1) {
            throw new AssertionError("nothing is relayed");
        }
        one.heard.clear();
        other.heard.clear();
        return this;
    }

    /** Both say something in each tick. */
    void talk(int ticks) {
        for (int i = 0; i < ticks; i++) {
            one.says(8);
            other.says(8);
            turn();
        }
    }

    void turn() {
        lab.turn(1);
        one.hears();
        other.hears();
    }

    /** By how much each sequence number is above the one before. */
    static List<Integer> steps(List<Heard> heard) {
        return IntStream.range(1, heard.size())
                .mapToObj(i -> (heard.get(i).sequence() - heard.get(i - 1).sequence()) & 0xFFFF)
                .toList();
    }

    /** The same of timestamps. */
    static List<Integer> timeSteps(List<Heard> heard) {
        return IntStream.range(1, heard.size())
                .mapToObj(
                        i -> (int) (heard.get(i).timestamp() - heard.get(i - 1).timestamp()))
                .toList();
    }

    @Override
    public void close() {
        lab.close();
        one.far.close();
        other.far.close();
    }
}
