package io.ringflow.ivr.rest;

import static io.ringflow.ivr.rest.SampleRest.APP;
import static io.ringflow.ivr.rest.SampleRest.CALL;
import static io.ringflow.ivr.rest.SampleRest.FOREIGN_APP;
import static io.ringflow.ivr.rest.SampleRest.NOW;
import static io.ringflow.ivr.rest.SampleRest.OTHER_SID;
import static io.ringflow.ivr.rest.SampleRest.READER_SID;
import static io.ringflow.ivr.rest.SampleRest.SID;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.call.CallId;
import io.ringflow.ivr.call.CallSummary;
import io.ringflow.media.MediaStats;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an account may not do that another may. Threat W16. */
class AccountRightsTest {

    private static final String DIAL = "<Request><Appid>" + APP + "</Appid><Dial number='13800138000'/></Request>";
    private static final String QUERY =
            "<Request><Appid>" + APP + "</Appid><QueryConfState confid='12345678'/></Request>";

    @TempDir
    Path dir;

    private SampleRest rest;

    @BeforeEach
    void open() throws IOException {
        rest = new SampleRest(dir);
    }

    @Test
    void whoMayOnlyAskChangesNothing() {
        assertThat(rest.ask("ivr/conf").as(READER_SID).body(QUERY).code()).isEqualTo("000000");
        assertThat(rest.ask("ivr/dial").as(READER_SID).body(DIAL).code()).isEqualTo("111403");
        assertThat(rest.done).isEmpty();
        assertThat(rest.ask("calls/mediafileupload")
                        .as(READER_SID)
                        .with("appid", APP)
                        .with("filename", "a.wav")
                        .body(new byte[44])
                        .code())
                .isEqualTo("111403");
        assertThat(rest.ask("ivr/dial").as(SID).body(DIAL).code()).isEqualTo("000000");
    }

    /** Flow protocol 8.3 CallResult. */
    @Test
    void theResultOfACallIsToldToWhoMayActOnItsApplicationAlone() {
        rest.calls.ended(ended(FOREIGN_APP));
        assertThat(result(SID)).isEqualTo("107481");
        assertThat(result(OTHER_SID)).isEqualTo("000000");
        rest.calls.ended(ended(APP));
        assertThat(result(SID)).isEqualTo("000000");
    }

    private String result(String sid) {
        return rest.ask("callresult")
                .as(sid)
                .method("GET")
                .with("callsid", CALL)
                .code();
    }

    private CallSummary ended(String application) {
        return new CallSummary(
                new CallId(CALL),
                rest.known(application),
                "13800138000",
                "4001234567",
                "none",
                NOW,
                Optional.empty(),
                Optional.of(NOW),
                NOW.plusSeconds(9),
                EndReason.of(Cause.CALLER_HUNG_UP, "the caller hung up"),
                Optional.empty(),
                1,
                MediaStats.NONE,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
