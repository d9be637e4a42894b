package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.call.Dialer;
import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.CallRecord.Direction;
import io.ringflow.ivr.cdr.CallRecordQuery;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.sip.Callee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept and told of calls that are over: flow protocol 5.6 and 5.7. */
class CallRecordCallTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path dir;

    private final Carrier carrier = new Carrier();
    private CallLab lab;

    @BeforeEach
    void start() {
        lab = new CallLab(
                dir,
                (self, base) -> carrier.serves(
                        self, base.application("call-records", true), Map.of("prefixes", List.of("139"))));
        lab.app().handle(_ -> FlowReply.response("<CmdNone/>"));
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    /** Flow protocol 5.7 cdr: every parameter of a call that was answered; and D18: {@code stopservice} comes last. */
    @Test
    void anAnsweredCallIsKeptAndToldByCdrAndThenByStopservice() {
        lab.app().on("startservice", FlowReply.response("<Play loop='-1'>menu.wav</Play>"));
        Phone caller = lab.phone("13800138000");
        var call = caller.calls(lab.uri("4001234567"));
        lab.hears(caller, "menu.wav");
        lab.advance(Duration.ofSeconds(3));
        call.bye();
        var stop = told("stopservice");
        var cdr = told("cdr");

        assertThat(names()).containsExactly("startservice", "cdr", "stopservice");
        assertThat(cdr.method()).isEqualTo("POST");
        assertThat(cdr.params())
                .containsEntry("appid", lab.application().id())
                .containsEntry("callid", stop.param("callid"))
                .containsEntry("caller", "13800138000")
                .containsEntry("called", "4001234567")
                .containsEntry("direction", "0")
                .containsEntry("callresult", "1")
                .containsEntry("callstate", "200")
                .containsEntry("maincall", "0")
                .containsEntry("sipcause", "200")
                .containsEntry("starttime", stop.param("starttime"))
                .containsEntry("endtime", stop.param("endtime"))
                .containsEntry("duration", stop.param("callduration"))
                .containsEntry("ringtime", stop.param("alertingtime"))
                .containsEntry("timestamp", stop.param("timestamp"))
                .containsKeys("callstarttime");
        var record = kept(stop);
        assertThat(record.direction()).isEqualTo(Direction.INBOUND);
        assertThat(record.caller()).isEqualTo("13800138000");
        assertThat(record.called()).isEqualTo("4001234567");
        assertThat(record.trunk()).isEqualTo("none");
        assertThat(record.end()).isEqualTo(new CallRecord.End("000000", 200, "CALLER_HUNG_UP", "CALLER"));
        assertThat(record.sound().codec()).isEqualTo("PCMA");
        assertThat(Long.toString(record.sound().bytes())).isEqualTo(stop.param("mediaflow"));
        assertThat(Long.toString(record.duration().toSeconds())).isEqualTo(stop.param("callduration"));
        assertThat(record.times().alertedAt()).isPresent();
    }

    /** Flow protocol 5.6 errorcode, number, userdata, starttime (absent); 5.7 of a call that nobody answered. */
    @Test
    void aCallOfOursThatIsRefusedIsKeptToo() {
        var order = new Dialer.Order("13900139000", Optional.of("MTIz YQ=="), Optional.of("4001234567"));
        String id = lab.server().dialer().dial(lab.application(), order).text();
        var callee = carrier.phone().isCalled().rings();
        lab.advance(Duration.ofSeconds(1));
        callee.refuses(486, "Busy Here");
        var stop = told("stopservice");

        assertThat(names()).containsExactly("cdr", "stopservice");
        assertThat(stop.params())
                .containsEntry("callid", id)
                .containsEntry("errorcode", "107486")
                .containsEntry("number", "13900139000")
                .containsEntry("userdata", "MTIz YQ==")
                .containsEntry("callduration", "0")
                .containsKeys("timestamp", "alertingtime")
                .doesNotContainKeys("starttime", "endtime", "sstime", "recordurl", "confid", "relatedcallid");
        assertThat(told("cdr").params())
                .containsEntry("callresult", "0")
                .containsEntry("direction", "1")
                .containsEntry("caller", "")
                .containsEntry("called", "13900139000")
                .containsEntry("sipcause", "486")
                .containsEntry("duration", "0")
                .containsEntry("userdata", "MTIz YQ==")
                .doesNotContainKey("starttime");
        var record = kept(stop);
        assertThat(record.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(record.trunk()).isEqualTo("carrier");
        assertThat(record.answered()).isFalse();
        assertThat(record.end()).isEqualTo(new CallRecord.End("107486", 486, "CALLEE_BUSY", "CALLEE"));
        assertThat(record.userData()).contains("MTIz YQ==");
    }

    /** Flow protocol 5.6 sstime, setime, seccallduration, recordurl, recordid; 5.7 the same. */
    @Test
    void aRecordedConsultationIsKeptWithItsSecondLegAndItsRecording() {
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<ConsultationCall number='13900139000' record='true'/><Hangup/>"));
        Phone caller = lab.phone("13800138000");
        caller.calls(lab.uri("100"));
        Callee callee = carrier.answers();
        lab.advance(Duration.ofSeconds(4));
        callee.bye();
        var stop = told("stopservice");
        lab.isHungUp(caller);

        var record = kept(stop);
        var second = record.second().orElseThrow();
        assertThat(second.number()).contains("13900139000");
        assertThat(Long.toString(second.duration().toSeconds())).isEqualTo(stop.param("seccallduration"));
        assertThat(record.recording().orElseThrow().id()).isEqualTo(stop.param("recordid"));
        assertThat(record.recording().orElseThrow().url()).isEqualTo(stop.param("recordurl"));
        assertThat(told("cdr").params())
                .containsEntry("sstime", stop.param("sstime"))
                .containsEntry("setime", stop.param("setime"))
                .containsEntry("seccallduration", stop.param("seccallduration"))
                .containsEntry("recordurl", stop.param("recordurl"));
    }

    /** Flow protocol 5.6 confid. */
    @Test
    void aCallThatWasInAConferenceTellsWhich() {
        lab.app()
                .on("startservice", FlowReply.response("<CreateConf action='made' autojoin='true'/>"))
                .on("made", FlowReply.response("<CmdNone/>"));
        Phone caller = lab.phone("13800138000");
        var call = caller.calls(lab.uri("100"));
        lab.advance(Duration.ofSeconds(2));
        call.bye();
        var stop = told("stopservice");
        String made = lab.app().requests().stream()
                .filter(asked -> asked.name().equals("made"))
                .findFirst()
                .orElseThrow()
                .param("confid");
        assertThat(stop.param("confid")).isEqualTo(made);
        assertThat(kept(stop).conferenceId()).contains(made);
    }

    private FlowRequest told(String name) {
        lab.until(name, SOON, () -> lab.app().requests().stream()
                .anyMatch(asked -> asked.name().equals(name)));
        return lab.app().requests().stream()
                .filter(asked -> asked.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> names() {
        return lab.app().requests().stream().map(FlowRequest::name).toList();
    }

    private CallRecord kept(FlowRequest stop) {
        var records = lab.server().callRecords();
        assertThat(records.page(CallRecordQuery.ALL, Optional.empty(), 10).records())
                .hasSize(1);
        return records.find(stop.param("callid")).orElseThrow();
    }
}
