package io.ringflow.testkit.call;

import io.ringflow.testkit.rtp.Heard.Kind;
import io.ringflow.testkit.sip.Caller;
import io.ringflow.testkit.sip.SipText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;

/** One call from the terminal: dials, tells what happens, presses keys, hangs up. Owned by the main thread. */
final class TerminalCall {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration NO_REPLY = Duration.ofSeconds(8);
    private static final Duration LONGEST_RINGING = Duration.ofMinutes(1);
    private static final Duration KEY_AND_PAUSE = Duration.ofMillis(320);

    private final Phone phone;
    private final Screen screen;
    private final Queue<KeyScript.Press> keys;
    private final Duration longest;
    private final Optional<Path> recording;
    private final Story story = new Story();
    private final StringBuilder pressed = new StringBuilder();

    /** Counted down when the person at the terminal wants to hang up. */
    private final CountDownLatch hangUp;

    TerminalCall(
            Phone phone,
            Screen screen,
            KeyScript script,
            Duration longest,
            Optional<Path> recording,
            CountDownLatch hangUp) {
        this.phone = phone;
        this.screen = screen;
        this.keys = new ArrayDeque<>(script.presses());
        this.longest = longest;
        this.recording = recording;
        this.hangUp = hangUp;
    }

    /** Makes the call; returns whether it was answered and ended well. */
    boolean make(String uri) throws InterruptedException {
        phone.sip().ladder().watch(screen::signal);
        phone.ears().listen(window -> story.next(window).ifPresent(screen::heard));
        long start = System.nanoTime();
        var call = phone.dials(uri);
        var answer = awaitAnswer(call, start);
        if (answer.isEmpty()) {
            return false;
        }
        if (answer.get().status() >= 300) {
            screen.end("The call was refused: " + answer.get().firstLine().substring(8) + ".", false);
            screen.blank();
            return false;
        }
        call.ack();
        phone.connect(answer.get());
        phone.rtp().run();
        long answered = System.nanoTime();
        boolean endedWell = talk(call, answered);
        summary(call, endedWell, since(answered));
        return endedWell;
    }

    private Optional<SipText> awaitAnswer(Caller call, long start) throws InterruptedException {
        boolean replied = false;
        while (true) {
            var response = call.poll(message -> message.status() > 0, LOOK);
            replied |= response.isPresent();
            if (response.filter(SipText::isFinal).isPresent()) {
                return response;
            }
            if (!replied && since(start).compareTo(NO_REPLY) > 0) {
                screen.trouble("No reply from " + call.invite().uri() + " within " + NO_REPLY.toSeconds()
                        + " s: is a server running there?");
                return Optional.empty();
            }
            if (hangUp.getCount() == 0 || since(start).compareTo(LONGEST_RINGING) > 0) {
                call.cancel();
                call.poll(SipText::isFinal, Duration.ofSeconds(1));
                screen.end("You gave up before the call was answered.", false);
                screen.blank();
                return Optional.empty();
            }
        }
    }

    private boolean talk(Caller call, long answered) throws InterruptedException {
        var nextKey = Optional.<Long>empty();
        while (!call.awaitEnd(LOOK)) {
            if (hangUp.getCount() == 0 || since(answered).compareTo(longest) > 0) {
                return bye(call);
            }
            if (nextKey.isEmpty() && readyForKeys(answered)) {
                nextKey = Optional.of(dueAfter(System.nanoTime()));
            }
            if (!keys.isEmpty() && nextKey.isPresent() && System.nanoTime() >= nextKey.get()) {
                char key = keys.remove().key();
                phone.presses(String.valueOf(key));
                pressed.append(key);
                screen.pressed(key);
                nextKey = Optional.of(dueAfter(System.nanoTime() + KEY_AND_PAUSE.toNanos()));
            }
        }
        return true;
    }

    private boolean bye(Caller call) {
        call.send(call.request("BYE"));
        return call.poll(message -> message.isFinal() && message.method().equals("BYE"), Duration.ofSeconds(3))
                .isPresent();
    }

    /** A person presses when the menu has begun, or when nothing is said for long. */
    private boolean readyForKeys(long answered) {
        return story.sound().compareTo(Duration.ofSeconds(1)) >= 0
                || since(answered).compareTo(Duration.ofSeconds(3)) >= 0;
    }

    private long dueAfter(long nanos) {
        return keys.isEmpty() ? nanos : nanos + keys.element().after().toNanos();
    }

    private void summary(Caller call, boolean endedWell, Duration talked) {
        var ears = phone.ears();
        ears.windows(); // what came last is still to be understood
        String who = call.farEndHungUp() ? "The server hung up" : "You hung up";
        screen.end(
                who + " after " + Screen.seconds(talked)
                        + (endedWell ? "." : ", and the server did not answer the BYE."),
                endedWell);
        screen.fact("set up", setUp(call).toMillis() + " ms from INVITE to 200");
        screen.fact("heard", sounds());
        if (!pressed.isEmpty()) {
            screen.fact("pressed", pressed.toString());
        }
        if (!keys.isEmpty()) {
            screen.fact("unpressed", keys.size() + " keys: the call ended first");
        }
        var stats = phone.rtp().stats();
        screen.fact(
                "received",
                stats.packets() == 0
                        ? "no RTP at all"
                        : String.format(
                                Locale.ROOT,
                                "%d packets, %s lost, jitter %.1f ms, longest gap %.0f ms",
                                stats.packets(),
                                stats.lost() == 0 ? "none" : stats.lost() + "",
                                stats.jitterMillis(),
                                stats.longestGapMillis()));
        recording.ifPresent(file -> {
            ears.record(file);
            screen.fact("recorded", file + ", " + Screen.seconds(ears.length()));
        });
        screen.blank();
    }

    private static Duration setUp(Caller call) {
        var rungs = call.ladder().rungs();
        var answer = rungs.stream().filter(rung -> rung.message().isFinal()).findFirst();
        return answer.map(rung -> rung.at().minus(rungs.getFirst().at())).orElse(Duration.ZERO);
    }

    private String sounds() {
        var text = Screen.seconds(story.heard(Kind.SPEECH)) + " of speech";
        if (!story.heard(Kind.TONE).isZero()) {
            text += ", " + Screen.seconds(story.heard(Kind.TONE)) + " of tone";
        }
        if (!story.heard(Kind.NOISE).isZero()) {
            text += ", " + Screen.seconds(story.heard(Kind.NOISE)) + " of noise";
        }
        return text + ", " + Screen.seconds(story.heard(Kind.SILENCE)) + " of silence";
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
