package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On which of two loops a leg is placed, by what they have to do. */
class LoopChooserTest {
    private static final int FILL = 40;

    private final List<LoopChooser> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(LoopChooser::close);
    }

    private LoopChooser filling(int percent) {
        LoopChooser loops =
                LoopChooser.start(MediaLab.config().withLoopFill(percent), new ManualTicks(), MediaObserver.NONE);
        open.add(loops);
        return loops;
    }

    private static MediaLoop many(LoopChooser loops, int legs) {
        return IntStream.range(0, legs).mapToObj(i -> loops.choose()).toList().getLast();
    }

    @Test
    void legsAreOnOneLoopUntilItHasEnoughToDoAndThenWhereThereIsLess() {
        LoopChooser loops = filling(FILL);
        MediaLoop first = many(loops, 801);
        assertThat(first.load().legs()).as("by the guess, 0.05 % a leg").isEqualTo(801);
        MediaLoop second = many(loops, 801);
        assertThat(second).isNotSameAs(first);
        assertThat(second.load().legs()).isEqualTo(801);
        many(loops, 10);
        assertThat(first.load().legs()).isEqualTo(806);
        assertThat(second.load().legs()).isEqualTo(806);
    }

    @Test
    void whatALoopMeasuredCountsMoreThanHowManyLegsItHas() {
        LoopChooser loops = filling(FILL);
        MediaLoop first = many(loops, 300);
        first.load().measured(0.5, 300);
        MediaLoop second = loops.choose();
        assertThat(second).as("the first is busy with few").isNotSameAs(first);
        second.load().measured(0.45, 1);
        assertThat(loops.choose()).isSameAs(second);
        first.load().measured(0.1, 300);
        assertThat(many(loops, 599)).as("and now it isn't").isSameAs(first);
        first.load().measured(0.9, 900);
        assertThat(loops.choose()).isSameAs(second);
    }

    @Test
    void whoWantsToBeNearAnotherMayUnlessThatLoopIsFarAhead() {
        LoopChooser loops = filling(FILL);
        MediaLoop first = loops.choose();
        first.load().measured(0.59, 1);
        assertThat(loops.choose(first)).isSameAs(first);
        first.load().measured(0.61, 2);
        MediaLoop second = loops.choose(first);
        assertThat(second).isNotSameAs(first);
        second.load().measured(0.5, 1);
        assertThat(loops.choose(first)).as("0.61 is not far ahead of 0.5").isSameAs(first);
        assertThat(first.load().legs()).isEqualTo(3);
        assertThat(second.load().legs()).isEqualTo(1);
    }

    @Test
    void aPlaceNotTakenIsFreeAgain() {
        LoopChooser loops = filling(0);
        MediaLoop first = loops.choose();
        loops.giveUp(first);
        assertThat(loops.choose()).isSameAs(first);
        assertThat(loops.choose()).isNotSameAs(first);
    }
}
