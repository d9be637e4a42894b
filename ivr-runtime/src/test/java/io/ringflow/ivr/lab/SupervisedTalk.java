package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.call.TalkOperation;
import io.ringflow.ivr.call.TalkOperation.Supervision;
import io.ringflow.ivr.call.TalkOperation.Whom;
import io.ringflow.ivr.call.TalkState;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A caller and an agent who talk, and telephones for whoever is called in; each speaks a tone of its own, so that what one
 * hears proves who is heard. Owned by the test.
 */
final class SupervisedTalk implements AutoCloseable {

    static final int CALLER = Talkers.CALLER;
    static final int AGENT = Talkers.CALLEE;
    static final int EXPERT = 2_200;
    static final int SUPERVISOR = 2_700;
    static final int SECOND = 3_100;
    static final int MUSIC = CallLab.PROMPTS.get("thanks.wav");

    static final Whom EXPERTS_NUMBER = new Whom.Number("139");
    static final Whom SUPERVISORS_NUMBER = new Whom.Number("150");
    static final Whom SECONDS_NUMBER = new Whom.Number("151");

    private static final List<Integer> ALL = List.of(CALLER, AGENT, EXPERT, SUPERVISOR, SECOND, MUSIC);
    private static final int FRAME = 160;

    /** What is told of operations, and answered. */
    private static final List<String> TOLD =
            List.of("monitored", "consulted", "joined", "held", "back", "again", "agentstate");

    final Talkers talkers;
    final CallLab lab;
    final Phone caller;
    final Phone agent;
    final Phone expert;
    final Phone supervisor;
    /** Another who supervises. */
    final Phone second;

    private Callee agentsCall;

    SupervisedTalk(Path dir) {
        this(dir, UnaryOperator.identity());
    }

    SupervisedTalk(Path dir, UnaryOperator<ServerSettings> settings) {
        talkers = new Talkers(dir, base -> settings.apply(base.with("flow.hold-prompt", "thanks.wav")));
        lab = talkers.lab;
        caller = talkers.caller;
        agent = talkers.callee;
        TOLD.forEach(action -> talkers.answers(action, "<CmdNone/>"));
        expert = lab.phone("expert");
        supervisor = lab.phone("supervisor");
        expert.rtp().speak(Tone.of(EXPERT));
        supervisor.rtp().speak(Tone.of(SUPERVISOR));
        second = lab.phone("second");
        second.rtp().speak(Tone.of(SECOND));
    }

    /** The two talk. */
    SupervisedTalk begins() {
        return begins("<ConsultationCall number='138' hangupurl='left' record='true'/>");
    }

    /** The two talk, by that command. */
    SupervisedTalk begins(String command) {
        talkers.answers("startservice", command)
                .answers("left", "<Play>goodbye.wav</Play><Hangup/>")
                .calls();
        agentsCall = talkers.carrier.answers();
        talkers.eachHearsTheOtherAndNotItself();
        return this;
    }

    Callee agentsCall() {
        return agentsCall;
    }

    String callId() {
        return talkers.request("startservice").param("callid");
    }

    TalkState run(TalkOperation operation) {
        return lab.server().talks().run(lab.application(), operation).orElseThrow();
    }

    TalkState monitor(Supervision how) {
        return monitor(SUPERVISORS_NUMBER, how);
    }

    TalkState monitor(Whom who, Supervision how) {
        return run(new TalkOperation.Monitor(callId(), who, how, "monitored"));
    }

    TalkState consult() {
        return run(new TalkOperation.Consult(callId(), EXPERTS_NUMBER, "consulted"));
    }

    TalkState threeWay() {
        return run(new TalkOperation.ThreeWay(callId(), "joined"));
    }

    TalkState hold(boolean held) {
        return run(new TalkOperation.Hold(callId(), held, "held"));
    }

    TalkState state() {
        return run(new TalkOperation.Query(callId()));
    }

    /** The call to somebody who is called in, unanswered. */
    Callee rings() {
        return talkers.carrier.phone().sip().called();
    }

    /** That call, answered by this telephone. */
    Callee answers(Phone phone) {
        return answers(phone, rings());
    }

    Callee answers(Phone phone, Callee callee) {
        phone.connect(callee.offer());
        return callee.answers(phone.offer().toString());
    }

    /** Of all that anybody says and plays, this is heard, and goes on to be. */
    void hearsExactly(Phone phone, Integer... tones) {
        lab.until(phone.sip().user() + " hears " + List.of(tones), Talkers.SOON, () -> heard(phone)
                .equals(List.of(tones)));
        lab.advance(Duration.ofMillis(400));
        assertThat(heard(phone)).as(phone.sip().user() + " hears").containsExactly(tones);
    }

    private static List<Integer> heard(Phone phone) {
        return ALL.stream().filter(phone::hears).toList();
    }

    /** While this happens, and for a while after it, that tone goes on for that telephone. */
    void withoutGap(Phone phone, int tone, Runnable change) {
        phone.ears().forget();
        lab.advance(Duration.ofMillis(400));
        change.run();
        lab.advance(Duration.ofMillis(800));
        int missing = longestGap(phone.ears().samples(), tone);
        assertThat(missing)
                .as(
                        "frames of 20 ms in a row in which %s does not hear %d",
                        phone.sip().user(), tone)
                .isLessThanOrEqualTo(2);
    }

    /** Frames in a row without the tone; tones that are multiples of 50 Hz do not disturb each other in 20 ms. */
    private static int longestGap(short[] samples, int tone) {
        assertThat(samples.length).isGreaterThan(40 * FRAME);
        int longest = 0;
        int now = 0;
        for (int at = 0; at + FRAME <= samples.length; at += FRAME) {
            now = amplitude(samples, at, tone) < 1_000 ? now + 1 : 0;
            longest = Math.max(longest, now);
        }
        return longest;
    }

    private static double amplitude(short[] samples, int from, int hertz) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < FRAME; i++) {
            double angle = 2 * Math.PI * hertz * i / 8_000;
            real += samples[from + i] * Math.cos(angle);
            imaginary += samples[from + i] * Math.sin(angle);
        }
        return 2 * Math.hypot(real, imaginary) / FRAME;
    }

    void isHungUp(Callee callee) {
        lab.until("is hung up", Talkers.LATE, callee::farEndHungUp);
    }

    /** What was told of an operation. */
    List<String> results(String action) {
        lab.until(action, Talkers.LATE, () -> !talkers.requests(action).isEmpty());
        return talkers.requests(action).stream()
                .map(told -> told.param("result"))
                .toList();
    }

    /** Fails when anything of it is left. */
    @Override
    public void close() {
        talkers.close();
    }
}
