package io.ringflow.ivr.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringflow.ivr.recording.Recorder;
import io.ringflow.ivr.recording.StoreLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol 8.5 ConfRecord, ConfStopRecord: who is told what of a conference's recording. */
class RoomRecordingTest {

    @TempDir
    Path dir;

    private RoomBench bench;
    private String id;

    @BeforeEach
    void conference() {
        bench = new RoomBench(new StoreLab(dir).store);
        id = bench.create(RoomPlans.plan("maxmember", "4", "mediaopturl", "media"));
        bench.join(id, "1");
        bench.told.clear();
    }

    private void record(int seconds, String action, String overUrl) {
        bench.run(new RoomOperation.Record(id, Duration.ofSeconds(seconds), action, overUrl));
    }

    @Test
    void itsBeginningIsToldAndItsEndWithTheRecording() {
        record(0, "begun", "over");
        bench.seconds(3);
        assertThat(bench.table.query(bench.app, id, "").recording()).isTrue();
        bench.run(new RoomOperation.StopRecord(id, "ended"));
        assertThat(bench.table.query(bench.app, id, "").recording()).isFalse();
        assertThat(bench.told("begun")).singleElement().asString().endsWith("notifytype=2, state=2, result=0}");
        assertThat(bench.told("ended"))
                .singleElement()
                .asString()
                .startsWith(
                        "{appid=app, confid=" + id + ", notifytype=12, state=12, recordduration=3, recordurl=http://")
                .endsWith("result=0}");
        assertThat(bench.told).hasSize(2);
    }

    /** Flow protocol 6 mediaopturl. */
    @Test
    void withoutUrlsOfItsOwnMediaopturlIsTold() {
        record(0, "", "");
        bench.run(new RoomOperation.StopRecord(id, ""));
        assertThat(bench.told("media"))
                .extracting(told -> told.get("notifytype"))
                .containsExactly("2", "12");
    }

    /** Flow protocol 6 timeoutrecordurl. */
    @Test
    void itEndsByItselfWhenItsTimeIsOver() {
        record(2, "", "over");
        bench.seconds(2);
        assertThat(bench.told("over"))
                .singleElement()
                .asString()
                .contains("recordduration=2")
                .endsWith("result=0}");
        refused(RoomError.NOT_RECORDING, new RoomOperation.StopRecord(id, "ended"));
        assertThat(bench.told("ended")).singleElement().asString().endsWith("notifytype=12, result=105011}");
    }

    @Test
    void thereIsOneAtATimeAndAnotherAfterIt() {
        record(0, "begun", "");
        refused(RoomError.ALREADY_RECORDING, new RoomOperation.Record(id, Duration.ZERO, "again", ""));
        assertThat(bench.told("again")).singleElement().asString().endsWith("notifytype=2, result=105010}");
        bench.run(new RoomOperation.StopRecord(id, "ended"));
        record(0, "begun", "");
        bench.run(new RoomOperation.StopRecord(id, "ended"));
        assertThat(bench.told("ended"))
                .hasSize(2)
                .extracting(told -> told.get("recordid"))
                .doesNotHaveDuplicates();
    }

    /** The disk takes its time. */
    @Test
    void oneThatIsBeingWrittenRunsNoMore() {
        record(0, "begun", "");
        var first = bench.sound.getLast().recordings.getLast();
        first.slow = true;
        bench.run(new RoomOperation.StopRecord(id, "ended"));
        assertThat(bench.table.query(bench.app, id, "").recording()).isFalse();
        refused(RoomError.NOT_RECORDING, new RoomOperation.StopRecord(id, "again"));
        record(0, "begun", "");
        first.written();
        bench.run(new RoomOperation.StopRecord(id, "ended"));
        assertThat(bench.told("ended"))
                .hasSize(2)
                .extracting(told -> told.get("recordid"))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatThereIsNoRoomToRecordLeavesNothingInTheStore() throws IOException {
        bench.sound.getLast().full = true;
        try (var files = Files.list(dir)) {
            long before = files.count();
            refused(RoomError.OVERLOADED, new RoomOperation.Record(id, Duration.ZERO, "begun", ""));
            try (var after = Files.list(dir)) {
                assertThat(after.count()).isEqualTo(before);
            }
        }
    }

    /** Flow protocol 6 recordurl; 8.5 DismissConf. */
    @Test
    void aDismissalTellsTheUrlThatItNamesAndNobodyElse() {
        record(0, "", "over");
        bench.run(new RoomOperation.Dismiss(id, "", "", false, "", "recorded"));
        assertThat(bench.told("recorded")).hasSize(1);
        assertThat(bench.told("over")).isEmpty();
    }

    /** Flow protocol 6 recordurl; 8.5 ConfAlarmClock. */
    @Test
    void anAlarmThatDismissesDoesSoToo() {
        record(0, "", "over");
        bench.run(new RoomOperation.AlarmClock(
                id, Duration.ofSeconds(5), RoomOperation.Alarm.DISMISS, "", "", "", false, "", "recorded", ""));
        bench.seconds(5);
        assertThat(bench.told("recorded")).singleElement().asString().contains("recordduration=5");
        assertThat(bench.told("over")).isEmpty();
    }

    @Test
    void aConferenceThatEndsByItselfTellsMediaopturl() {
        record(0, "begun", "over");
        bench.table.close();
        assertThat(bench.told("media")).singleElement().asString().contains("notifytype=12");
    }

    /** Flow protocol 4.1 autorecord. */
    @Test
    void autorecordBeginsWithTheFirstMember() {
        id = bench.create(RoomPlans.plan("autorecord", "true", "mediaopturl", "media"));
        assertThat(bench.sound.getLast().did).isEmpty();
        bench.seconds(60);
        var seat = bench.join(id, "1");
        assertThat(bench.sound.getLast().did).contains("record 0 s");
        bench.seconds(7);
        seat.leave();
        assertThat(bench.told("media"))
                .extracting(told -> told.get("notifytype") + " " + told.get("recordduration"))
                .containsExactly("2 null", "12 7");
    }

    @Test
    void whatCanNotBeRecordedIsRefusedAndTold() {
        bench = new RoomBench(Recorder.NONE);
        id = bench.create(RoomPlans.plan("maxmember", "4", "mediaopturl", "media"));
        refused(RoomError.RECORDING_FAILED, new RoomOperation.Record(id, Duration.ZERO, "begun", ""));
        assertThat(bench.told("begun")).singleElement().asString().endsWith("notifytype=2, result=105012}");
        assertThat(bench.table.query(bench.app, id, "").recording()).isFalse();
    }

    private void refused(RoomError error, RoomOperation operation) {
        var refused = catchThrowableOfType(RoomRefused.class, () -> bench.run(operation));
        assertThat(refused.error()).isEqualTo(error);
    }
}
