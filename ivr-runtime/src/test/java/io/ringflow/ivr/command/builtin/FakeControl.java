package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.command.Activity;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.CallEnded;
import io.ringflow.ivr.command.CallRecording;
import io.ringflow.ivr.command.CentreVisit;
import io.ringflow.ivr.command.Claimed;
import io.ringflow.ivr.command.Deadline;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Joint;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.PromptPart;
import io.ringflow.ivr.command.RecordingTerms;
import io.ringflow.ivr.command.Referral;
import io.ringflow.ivr.command.Sound;
import io.ringflow.ivr.command.TalkTerms;
import io.ringflow.ivr.command.Upcoming;
import io.ringflow.ivr.command.Voices;
import io.ringflow.ivr.command.Waiting;
import io.ringflow.ivr.recording.KeptRecording;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A call that hears what a test says and writes down what a command does. When nothing is left to hear, it ends. */
final class FakeControl implements CallControl {

    final List<String> did = new ArrayList<>();
    final List<Waiting> waits = new ArrayList<>();
    final Set<String> missing = new HashSet<>();
    final FakeConferences conferences = new FakeConferences(did);
    boolean refusable;
    boolean afterInputTimeout;
    boolean diskFull;
    boolean consulted;
    boolean farEndAnswered;
    Referral.State referral = Referral.State.ASKED;
    Optional<KeptRecording> kept = Optional.empty();

    /** Who goes on when the party has left. */
    final Deque<Party> thirds = new ArrayDeque<>();

    private final Deque<Heard> toHear = new ArrayDeque<>();
    private final Deque<Referral.State> referrals = new ArrayDeque<>();
    private int open;

    final FakeParty party = new FakeParty(did, () -> open--);
    final FakeCentre centre = new FakeCentre(did, () -> open--);
    private final Map<Heard, Runnable> happenings = new IdentityHashMap<>();

    @Override
    public void operate(Consumer<Application> operation) {
        did.add("operates");
    }

    FakeControl hears(Heard... all) {
        toHear.addAll(List.of(all));
        return this;
    }

    /** The party comes to these states, one after another. */
    FakeControl partyIs(Party.State... states) {
        for (var state : states) {
            party.becomes(state);
            toHear.add(new Heard.ActivityEnded());
        }
        return this;
    }

    /** The referral comes to these states, one after another. */
    FakeControl referralIs(Referral.State... states) {
        for (var state : states) {
            referrals.add(state);
            toHear.add(new Heard.ActivityEnded());
        }
        return this;
    }

    /** Something of its visit to the call centre changes, which is then looked at. */
    FakeControl happens(Runnable step) {
        var heard = new Heard.ActivityEnded();
        happenings.put(heard, step);
        toHear.add(heard);
        return this;
    }

    FakeControl keys(String keys) {
        for (char key : keys.toCharArray()) toHear.add(new Heard.Key(key));
        return this;
    }

    /** What was to be heard and was not. */
    FakeControl forget() {
        toHear.clear();
        return this;
    }

    /** Sounds and deadlines that nobody has closed. */
    int open() {
        return open;
    }

    @Override
    public void ensureAnswered() {
        did.add("answer");
    }

    @Override
    public boolean refusable() {
        return refusable;
    }

    @Override
    public boolean afterInputTimeout() {
        return afterInputTimeout;
    }

    @Override
    public Sound play(String file, boolean recording, int passes) {
        did.add("play " + (recording ? "recording " : "") + file + " x" + passes);
        return missing.contains(file) ? Sound.NONE : new Opened("stop " + file);
    }

    @Override
    public Upcoming prepare(PromptPart part) {
        did.add("prepare " + described(part));
        return new Prepared(described(part));
    }

    @Override
    public Sound play(Upcoming prompt, int passes, Sound after) {
        var what = ((Prepared) prompt).what();
        did.add("play " + what + " x" + passes);
        return missing.contains(what) ? Sound.NONE : new Opened("stop " + what);
    }

    @Override
    public Activity sendKeys(String keys, Duration each, Duration between) {
        did.add("press " + keys + " " + each.toMillis() + "/" + between.toMillis() + " ms");
        return new Opened("pressed");
    }

    @Override
    public Sound playRingTone() {
        did.add("play the ring tone");
        return new Opened("stop the ring tone");
    }

    @Override
    public Party call(Party.Wish wish) {
        did.add("call " + wish.number() + " as " + wish.shownNumber().orElse("usual") + " for "
                + wish.ringing().toSeconds() + " s");
        open++;
        return party;
    }

    @Override
    public Party consult(Party.Wish wish, String action) {
        did.add("then ask " + action);
        return call(wish);
    }

    @Override
    public Party fetch(String callId, Voices voices) {
        did.add("fetch " + callId + " for " + voices);
        open++;
        return party;
    }

    @Override
    public Optional<Joint> join(Optional<String> callId, TalkTerms terms) {
        did.add("join " + callId.orElse("whoever consults") + " " + terms);
        return consulted ? Optional.of(new Joined()) : Optional.empty();
    }

    @Override
    public Optional<Party> remaining(Party gone) {
        if (thirds.isEmpty()) return Optional.empty();
        gone.close();
        return Optional.of(thirds.remove());
    }

    @Override
    public Referral refer(String number) {
        did.add("refer to " + number);
        return new Referred();
    }

    @Override
    public boolean pressForPeer(String keys, Duration each, Duration between) {
        did.add("press for the peer " + keys);
        return consulted;
    }

    @Override
    public void tell(Outcome.Callback news) {
        did.add("tell " + news.url() + " " + news.parameters());
    }

    @Override
    public Optional<CallRecording> record(RecordingTerms terms, Sound after) {
        did.add("record %s %d channel(s) up to %d s, silence %d s"
                .formatted(
                        terms.format(),
                        terms.channels(),
                        terms.maxLength().toSeconds(),
                        terms.silence().toSeconds()));
        return diskFull ? Optional.empty() : Optional.of(new Taken());
    }

    @Override
    public FakeConferences conferences() {
        return conferences;
    }

    @Override
    public void dial() {
        did.add("dial");
    }

    @Override
    public boolean answered() {
        return farEndAnswered;
    }

    @Override
    public CentreVisit visitCentre(Optional<Claimed> claimed) {
        did.add("visit the centre"
                + claimed.map(agent -> " with " + agent.lease().agentId()).orElse(""));
        open++;
        return centre;
    }

    @Override
    public void tellHungUp(Outcome.Callback news) {
        did.add("tell that it hung up: " + news.url() + " " + news.parameters());
    }

    @Override
    public Optional<CallRecording> recordConversation() {
        did.add("record the conversation");
        return Optional.of(new Taken());
    }

    @Override
    public Deadline deadline(Duration after) {
        did.add("wait " + after.toSeconds() + " s");
        return new Opened("no deadline");
    }

    @Override
    public Heard await(Waiting waiting) {
        waits.add(waiting);
        if (toHear.isEmpty()) throw new CallEnded("the test is over");
        var heard = toHear.remove();
        happenings.getOrDefault(heard, () -> {}).run();
        if (heard instanceof Heard.ActivityEnded) {
            party.next();
            if (!referrals.isEmpty()) referral = referrals.remove();
        }
        return heard;
    }

    @Override
    public void dropTrailing(KeySet keys) {
        did.add("drop trailing " + keys);
    }

    @Override
    public Duration idleLimit() {
        return Duration.ofSeconds(60);
    }

    private static String described(PromptPart part) {
        return switch (part) {
            case PromptPart.File file -> file.name();
            case PromptPart.Spoken(var utterance) -> utterance.text();
            case PromptPart.Beep() -> "beep";
        };
    }

    private final class Taken implements CallRecording {
        private final Opened opened = new Opened("recorded");

        @Override
        public void finish() {
            did.add("finish");
        }

        @Override
        public Optional<KeptRecording> kept() {
            return kept;
        }

        @Override
        public void close() {
            opened.close();
        }
    }

    private final class Joined implements Joint {
        private final Opened opened = new Opened("part");

        @Override
        public void press(char key) {
            did.add("press " + key);
        }

        @Override
        public void close() {
            opened.close();
        }
    }

    private final class Referred implements Referral {
        private final Opened opened = new Opened("no more of the referral");

        @Override
        public State state() {
            return referral;
        }

        @Override
        public void close() {
            opened.close();
        }
    }

    private record Prepared(String what) implements Upcoming {}

    private final class Opened implements Sound, Deadline, Activity {
        private final String whenClosed;
        private boolean closed;

        Opened(String whenClosed) {
            this.whenClosed = whenClosed;
            open++;
        }

        @Override
        public boolean audible() {
            return true;
        }

        @Override
        public void close() {
            if (closed) return;
            closed = true;
            open--;
            did.add(whenClosed);
        }
    }
}
