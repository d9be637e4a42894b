package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.call.Dialer;
import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.CallRecordQuery;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flow protocol 8.2, D18: a batch of calls, each with exactly one final notification, whatever its end. {@code
 * -Ddial.calls=1000} for more than the usual 200.
 */
class DialBatchCallTest {

    private static final int CALLS = Integer.getInteger("dial.calls", 200);
    private static final int AT_ONCE = 1_000;

    @TempDir
    Path dir;

    private final Carrier carrier = new Carrier();

    @Test
    void eachCallOfABatchHasOneFinalNotificationAndOneRecord() {
        var trunk = Map.of("prefixes", List.of("139"), "max-calls", 10_000, "calls-per-second", 10_000);
        try (var lab = new CallLab(dir, (self, base) -> carrier.serves(self, base, trunk))) {
            lab.app().handle(_ -> FlowReply.response("<Hangup/>"));
            var callees =
                    new Callees(carrier.phone().sip(), carrier.phone().offer().toString());
            var numbers = new HashMap<String, String>();
            for (int n = 0; n < CALLS; n++) {
                var order = new Dialer.Order(Callees.number(n), Optional.of("n" + n), Optional.empty());
                numbers.put(lab.server().dialer().dial(lab.application(), order).text(), Callees.number(n));
                callees.take();
            }
            // Whoever rings for ever does so for a minute.
            lab.until(
                    "every call is over",
                    Duration.ofSeconds(70),
                    () -> lab.server().activeCalls() == 0);
            lab.time().settle();

            var finals = lab.app().requests().stream()
                    .filter(asked -> asked.name().equals("stopservice"))
                    .toList();
            assertThat(finals)
                    .extracting(stop -> stop.param("callid"))
                    .containsExactlyInAnyOrderElementsOf(numbers.keySet());
            assertThat(finals).allSatisfy(stop -> assertThat(stop.param("errorcode"))
                    .isEqualTo(Callees.errorCode(numbers.get(stop.param("callid")))));
            assertThat(finals).extracting(FlowRequest::method).containsOnly("POST");
            var records = records(lab);
            assertThat(records).extracting(CallRecord::callId).containsExactlyInAnyOrderElementsOf(numbers.keySet());
        }
    }

    private static List<CallRecord> records(CallLab lab) {
        var all = new ArrayList<CallRecord>();
        var stored = lab.server().callRecords();
        var page = stored.page(CallRecordQuery.ALL, Optional.empty(), AT_ONCE);
        all.addAll(page.records());
        while (page.next().isPresent()) {
            page = stored.page(CallRecordQuery.ALL, page.next(), AT_ONCE);
            all.addAll(page.records());
        }
        return all;
    }
}
