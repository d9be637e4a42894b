package io.ringflow.media.mix;

import io.ringflow.media.ConferenceRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A mixer and members around it, without legs: in each tick all speak, the mixer mixes, all hear. */
final class Table {
    static final int FRAMES_PER_SECOND = 50;

    final List<Guest> guests = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final Mixer mixer;

    Table(int maxSpeakers) {
        mixer = new Mixer(
                maxSpeakers, (playback, completed) -> told.add("played " + playback + " " + completed), new int[960]);
    }

    Guest sits(String name, int rate, ConferenceRole role, Sound sound) {
        Guest guest = new Guest(name, rate, role, sound);
        guests.add(guest);
        mixer.add(guest.port, guest);
        return guest;
    }

    Guest sits(String name, int rate, Sound sound) {
        return sits(name, rate, ConferenceRole.SPEAKER, sound);
    }

    void turn(int ticks) {
        for (int tick = 0; tick < ticks; tick++) {
            guests.forEach(Guest::speaks);
            mixer.mix();
            guests.forEach(Guest::hears);
        }
    }

    /** What a guest says: the sample at a time. */
    interface Sound {
        double at(long sample, int rate);

        static Sound tone(double hertz, double amplitude) {
            return (sample, rate) -> amplitude * Math.sin(2 * Math.PI * hertz * sample / rate);
        }

        static Sound silence() {
            return (sample, rate) -> 0;
        }
    }

    /** A member that keeps all that it said and heard. */
    final class Guest implements MemberListener {
        final String name;
        final int rate;
        final MixerPort port;
        final Samples said = new Samples();
        final Samples heard = new Samples();
        Sound sound;
        boolean gone;
        private final short[] frame;

        Guest(String name, int rate, ConferenceRole role, Sound sound) {
            this.name = name;
            this.rate = rate;
            this.port = new MixerPort(role);
            this.sound = sound;
            this.frame = new short[rate / FRAMES_PER_SECOND];
        }

        void speaks() {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) Math.round(sound.at(said.size() + i, rate));
            }
            said.add(frame, frame.length);
            port.push(frame, frame.length, rate);
        }

        void hears() {
            if (!port.pull(frame, frame.length, rate)) {
                Arrays.fill(frame, (short) 0);
            }
            heard.add(frame, frame.length);
        }

        @Override
        public void talking(boolean talks) {
            told.add(name + (talks ? " talks" : " stops"));
        }

        @Override
        public void gone() {
            gone = true;
            told.add(name + " gone");
        }
    }
}
