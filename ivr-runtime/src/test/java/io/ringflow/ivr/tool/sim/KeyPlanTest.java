package io.ringflow.ivr.tool.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPlanTest {

    @Test
    void aCommaWaitsForTheNextQuestion() {
        var plan = KeyPlan.of("1,2#");
        assertThat(pressed(plan, 1)).isEqualTo("1");
        assertThat(pressed(plan, 2)).isEqualTo("2#");
        assertThat(plan.unused()).isEmpty();
    }

    @Test
    void aQuestionCanBeLetPass() {
        var plan = KeyPlan.of("1,w,2");
        assertThat(pressed(plan, 1)).isEqualTo("1");
        assertThat(pressed(plan, 2)).isEmpty();
        assertThat(pressed(plan, 3)).isEqualTo("2");
        var first = KeyPlan.of("w,5");
        assertThat(pressed(first, 1)).isEmpty();
        assertThat(pressed(first, 2)).isEqualTo("5");
    }

    @Test
    void keysWithoutACommaGoToWhoeverAsks() {
        var plan = KeyPlan.of("12");
        assertThat(plan.due(1)).map(KeyPlan.Due::key).contains('1');
        plan.pressed(1);
        assertThat(plan.due(2)).map(KeyPlan.Due::key).contains('2');
    }

    @Test
    void theCallerHesitates() {
        var plan = KeyPlan.of("wW7");
        assertThat(plan.due(1)).map(KeyPlan.Due::hesitation).contains(Duration.ofMillis(1500));
    }

    @Test
    void whatIsLeftIsTold() {
        var plan = KeyPlan.of("1,w,2#");
        assertThat(pressed(plan, 1)).isEqualTo("1");
        assertThat(plan.unused()).isEqualTo("w,2#");
        assertThat(KeyPlan.of("w,w").unused()).isEmpty();
        assertThat(KeyPlan.none().unused()).isEmpty();
    }

    @Test
    void aFileHasALineForEachQuestion() {
        var plan = KeyPlan.of(List.of("12", "", "c"));
        assertThat(pressed(plan, 1)).isEqualTo("12");
        assertThat(pressed(plan, 2)).isEmpty();
        assertThat(pressed(plan, 3)).isEqualTo("C");
    }

    @Test
    void whatIsNoKeyIsNamed() {
        assertThatThrownBy(() -> KeyPlan.of("1x")).hasMessageStartingWith("'x' is no key");
    }

    private static String pressed(KeyPlan plan, int question) {
        var keys = new StringBuilder();
        for (var due = plan.due(question); due.isPresent(); due = plan.due(question)) {
            keys.append(due.get().key());
            plan.pressed(question);
        }
        return keys.toString();
    }
}
