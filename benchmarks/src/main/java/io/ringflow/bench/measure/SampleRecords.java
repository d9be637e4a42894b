package io.ringflow.bench.measure;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.CallRecord.Direction;
import io.ringflow.ivr.flow.Notification;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Records of calls as most are, each of another call. Owned by one thread. */
final class SampleRecords {

    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    private final Application application;
    private final String run = "%016x".formatted(System.nanoTime());
    private long number;

    SampleRecords(Application application) {
        this.application = application;
    }

    CallRecord next() {
        var began = START.plusMillis(number);
        return new CallRecord(
                run + "%016x".formatted(number++),
                application.id(),
                Direction.INBOUND,
                "13800138000",
                "4001234567",
                "carrier",
                Optional.empty(),
                new CallRecord.Times(began, Optional.of(began), Optional.of(began), began.plusSeconds(9)),
                Optional.empty(),
                new CallRecord.End("000000", 200, "CALLER_HUNG_UP", "CALLER"),
                new CallRecord.Sound("PCMA", Optional.of(4.2), Optional.of(4.1), 320_000),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** As a call's end is told (flow-protocol 5.6). */
    Notification stopservice(CallRecord record) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("appid", record.applicationId());
        parameters.put("callid", record.callId());
        parameters.put("starttime", "20260105170000");
        parameters.put("endtime", "20260105170009");
        parameters.put("callduration", "9");
        parameters.put("mediaflow", "320000");
        parameters.put("videoflow", "0");
        parameters.put("alertingtime", "20260105170000");
        parameters.put("number", record.caller());
        parameters.put("errorcode", "000000");
        parameters.put("timestamp", "20260105170009");
        return new Notification(application, record.callId(), "POST", "stopservice", parameters);
    }
}
