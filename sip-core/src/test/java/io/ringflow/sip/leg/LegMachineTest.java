package io.ringflow.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.LegState;
import io.ringflow.sip.leg.LegMachine.Action;
import io.ringflow.sip.leg.LegMachine.Input;
import io.ringflow.sip.leg.LegMachine.Phase;
import io.ringflow.sip.leg.LegMachine.Step;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of a leg's life, once more and complete. */
class LegMachineTest {
    /** Every cell in which something happens; all others stay and do nothing. */
    private static final String TABLE = """
            INVITED   RING        EARLY     SEND_RINGING
            INVITED   PROGRESS    EARLY     SEND_PROGRESS
            INVITED   ANSWER      ANSWERED  SEND_ANSWER
            INVITED   REJECT      ENDED     REFUSE
            INVITED   HANG_UP     ENDED     REFUSE
            INVITED   CANCEL      ENDED     CANCELLED
            INVITED   BYE         ENDED     CANCELLED
            EARLY     RING        EARLY     SEND_RINGING
            EARLY     PROGRESS    EARLY     SEND_PROGRESS
            EARLY     ANSWER      ANSWERED  SEND_ANSWER
            EARLY     REJECT      ENDED     REFUSE
            EARLY     HANG_UP     ENDED     REFUSE
            EARLY     CANCEL      ENDED     CANCELLED
            EARLY     BYE         ENDED     CANCELLED
            ANSWERED  ACK         CONFIRMED CONFIRM
            ANSWERED  ACK_TIMEOUT BYE_SENT  END_AND_SEND_BYE
            ANSWERED  HANG_UP     LEAVING   END
            ANSWERED  BYE         ENDED     HUNG_UP
            CONFIRMED HANG_UP     BYE_SENT  END_AND_SEND_BYE
            CONFIRMED ACK_TIMEOUT BYE_SENT  END_AND_SEND_BYE
            CONFIRMED BYE         ENDED     HUNG_UP
            LEAVING   ACK         BYE_SENT  SEND_BYE
            LEAVING   ACK_TIMEOUT BYE_SENT  SEND_BYE
            LEAVING   BYE         ENDED     FORGET
            BYE_SENT  BYE_DONE    ENDED     FORGET
            CALLING    TRIED       TRYING     NONE
            CALLING    PROGRESSED  PROCEEDING SHOW_PROGRESS
            CALLING    ACCEPTED    CONFIRMED  CONFIRM
            CALLING    REFUSED     ENDED      FAIL
            CALLING    ASKED_AGAIN CALLING    SEND_INVITE
            CALLING    HANG_UP     CANCEL_DUE END
            CALLING    BYE         CANCELLING END_AND_SEND_CANCEL
            TRYING     PROGRESSED  PROCEEDING SHOW_PROGRESS
            TRYING     ACCEPTED    CONFIRMED  CONFIRM
            TRYING     REFUSED     ENDED      FAIL
            TRYING     ASKED_AGAIN CALLING    SEND_INVITE
            TRYING     HANG_UP     CANCELLING END_AND_SEND_CANCEL
            TRYING     BYE         CANCELLING END_AND_SEND_CANCEL
            PROCEEDING PROGRESSED  PROCEEDING SHOW_PROGRESS
            PROCEEDING ACCEPTED    CONFIRMED  CONFIRM
            PROCEEDING REFUSED     ENDED      FAIL
            PROCEEDING ASKED_AGAIN CALLING    SEND_INVITE
            PROCEEDING HANG_UP     CANCELLING END_AND_SEND_CANCEL
            PROCEEDING BYE         CANCELLING END_AND_SEND_CANCEL
            CANCEL_DUE TRIED       CANCELLING SEND_CANCEL
            CANCEL_DUE PROGRESSED  CANCELLING SEND_CANCEL
            CANCEL_DUE ACCEPTED    BYE_SENT   SEND_BYE
            CANCEL_DUE REFUSED     ENDED      FORGET
            CANCEL_DUE ASKED_AGAIN ENDED      FORGET
            CANCELLING ACCEPTED    BYE_SENT   SEND_BYE
            CANCELLING REFUSED     ENDED      FORGET
            CANCELLING ASKED_AGAIN ENDED      FORGET
            """;

    @ParameterizedTest
    @EnumSource
    void everyPhaseFollowsTheTable(Phase phase) {
        Map<String, Step> table = new HashMap<>();
        TABLE.lines()
                .map(line -> line.split("\\s+"))
                .forEach(cells ->
                        table.put(cells[0] + cells[1], new Step(Phase.valueOf(cells[2]), Action.valueOf(cells[3]))));

        for (Input input : Input.values()) {
            assertThat(LegMachine.step(phase, input))
                    .as("%s in %s", input, phase)
                    .isEqualTo(table.getOrDefault(phase.name() + input.name(), new Step(phase, Action.NONE)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INVITED, INVITED",
        "EARLY, EARLY",
        "ANSWERED, ANSWERED",
        "CONFIRMED, CONFIRMED",
        "LEAVING, ENDED",
        "BYE_SENT, ENDED",
        "ENDED, ENDED"
    })
    void theOwnerSeesALegThatOwesOnlyItsByeAsEnded(Phase phase, LegState shown) {
        assertThat(phase.shown()).isEqualTo(shown);
    }

    @Test
    void byeAndAckEndTheSameInEitherOrder() {
        Phase ackFirst = after(after(Phase.ANSWERED, Input.ACK), Input.BYE);
        Phase byeFirst = after(after(Phase.ANSWERED, Input.BYE), Input.ACK);

        assertThat(ackFirst).isEqualTo(byeFirst).isEqualTo(Phase.ENDED);
    }

    private static Phase after(Phase phase, Input input) {
        return LegMachine.step(phase, input).next();
    }
}
