package io.ringflow.ivr.tool.sim;

import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Waiting;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Presses the planned keys, each when a command collects keys and would take it. The call's thread says what it waits
 * for, the simulation's thread presses while that one rests.
 */
final class SimCaller {

    private static final Duration THINKS = Duration.ofMillis(500);

    private final KeyPlan plan;
    private final boolean hearsOut;
    private final Duration speech;
    private final SimTime time;
    private final Story story;
    private final Consumer<Character> press;

    private @Nullable Waiting waiting;
    private boolean asked;
    private int questions;
    private boolean aboutToPress;

    /** @param hearsOut presses no key before the question has been heard once */
    SimCaller(KeyPlan plan, boolean hearsOut, Duration speech, SimTime time, Story story, Consumer<Character> press) {
        this.plan = plan;
        this.hearsOut = hearsOut;
        this.speech = speech;
        this.time = time;
        this.story = story;
        this.press = press;
    }

    /** A command is about to wait. */
    synchronized void waits(Waiting next) {
        waiting = next;
        if (!collects(next) && !recordsUntilKey(next) || asked) return;
        asked = true;
        questions++;
        if (collects(next)) story.asksForKeys();
    }

    /** The command is over. */
    synchronized void commandRan() {
        waiting = null;
        asked = false;
    }

    /** What the caller does next, if anything, while nothing else happens. */
    synchronized void act() {
        if (aboutToPress || waiting == null) return;
        if (collects(waiting)) {
            if (hearsOut && !heardOut(waiting)) return;
            var keys = waiting.keys();
            plan.due(questions).filter(due -> keys.contains(due.key())).ifPresent(due -> pressSoon(due, THINKS));
        } else if (recordsUntilKey(waiting)) {
            plan.dueOf(questions, waiting.keys()).ifPresent(due -> pressSoon(due, speech.plus(THINKS)));
        }
    }

    private void pressSoon(KeyPlan.Due due, Duration thinks) {
        int question = questions;
        aboutToPress = true;
        time.after(thinks.plus(due.hesitation()), () -> pressIfStillAsked(question, due.key()));
    }

    private void pressIfStillAsked(int question, char key) {
        synchronized (this) {
            aboutToPress = false;
            // Who hesitates for longer than the application waits has his key for the next question.
            if (question != questions || !asked) return;
            plan.pressed(question);
        }
        press.accept(key);
    }

    private static boolean collects(Waiting waiting) {
        // Who talks to somebody may press any key, and is asked for none.
        boolean talks = waiting.activity() != null && waiting.keys().equals(KeySet.ANY);
        return waiting.typing() == Waiting.Typing.AHEAD && !waiting.keys().isEmpty() && !talks;
    }

    private static boolean recordsUntilKey(Waiting waiting) {
        return waiting.activity() != null
                && waiting.typing() == Waiting.Typing.SINCE_SOUND
                && !waiting.keys().isEmpty();
    }

    /** Commands count the time from the end of the first pass. */
    private static boolean heardOut(Waiting waiting) {
        var sound = waiting.sound();
        return waiting.deadline() != null || sound == null || !sound.audible();
    }
}
