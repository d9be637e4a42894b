package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.room.FloorWish;
import io.ringflow.ivr.room.JoinWish;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Flow protocol 2 Intercom; D7: its attributes, and what the flow does next. */
class IntercomTest {

    private static final String JOIN = "<Intercom intercomid='dispatch'/>";

    private final FakeControl call = new FakeControl();

    private static Intercom read(String document) {
        return (Intercom) Documents.command(document);
    }

    @Test
    void withoutAttributesItIsOfFiftyMembersStarAsksAndTheHashGivesBackAfterThirtySecondsAtMost() {
        var intercom = read(JOIN);
        assertThat(intercom.plan().maxMembers()).isEqualTo(50);
        assertThat(intercom.plan().floor()).hasValueSatisfying(floor -> {
            assertThat(floor.id()).isEqualTo("dispatch");
            assertThat(floor.grabKey()).isEqualTo('*');
            assertThat(floor.releaseKey()).isEqualTo('#');
            assertThat(floor.maxTalk()).isEqualTo(Duration.ofSeconds(30));
            assertThat(floor.queues()).isFalse();
        });
        assertThat(intercom.wish()).isEqualTo(new JoinWish("", "", FloorWish.PLAIN));
    }

    @Test
    void whatAMemberSaysIsItsOwnAndThatOfAnIntercomItMakes() {
        var intercom = read("<Intercom intercomid='a-1' maxmember='9' grabkey='1' releasekey='1' maxtalk='5'"
                + " joinurl='in' quiturl='out' floorurl='talk' queue='true' priority='3' autorecord='true'"
                + " mediaopturl='media' delreporturl='gone'/>");
        assertThat(intercom.wish())
                .isEqualTo(new JoinWish("in", "out", new FloorWish(Optional.of('1'), Optional.of('1'), 3, "talk")));
        assertThat(intercom.plan().autoRecord()).isTrue();
        assertThat(intercom.plan().urls().joined()).isEqualTo("in");
        assertThat(intercom.plan().urls().deleted()).isEqualTo("gone");
        assertThat(intercom.plan().floor()).hasValueSatisfying(floor -> {
            assertThat(floor.queues()).isTrue();
            assertThat(floor.url()).isEqualTo("talk");
        });
    }

    @Test
    void theFlowWaitsUntilTheMemberHasLeftThenAsksQuiturl() {
        call.hears(new Heard.Key('*'), new Heard.ActivityEnded());
        assertThat(read(JOIN).run(call))
                .isInstanceOfSatisfying(Outcome.Callback.class, callback -> assertThat(callback.url())
                        .isEqualTo("left"));
        assertThat(call.did).containsExactly("answer", "intercom dispatch for 50", "join", "pressed *", "leave");
    }

    @Test
    void oneThatIsFullOrCanNotBeMadeFallsThrough() {
        call.conferences.full = true;
        assertThat(read(JOIN).run(call)).isEqualTo(Outcome.next());
        call.conferences.creatable = false;
        assertThat(read(JOIN).run(call)).isEqualTo(Outcome.next());
    }

    @Test
    void oneThatEndsWhileItIsBeingJoinedIsMadeAgain() {
        call.conferences.gone = 2;
        call.hears(new Heard.ActivityEnded());
        read(JOIN).run(call);
        assertThat(call.did).filteredOn("intercom dispatch for 50"::equals).hasSize(3);
        assertThat(call.did).contains("join");
    }
}
