package io.ringflow.ivr.rest;

import io.ringflow.ivr.call.CentreCalls;
import io.ringflow.ivr.call.ConferenceCalls;
import io.ringflow.ivr.call.Dialer;
import io.ringflow.ivr.call.TalkOperations;
import io.ringflow.ivr.flow.Notifier;
import io.ringflow.ivr.queue.CallCentres;
import io.ringflow.ivr.recording.RunningRecordings;
import io.ringflow.ivr.room.RoomOperations;
import java.time.ZoneId;

/** What operations are done with. Each part is thread-safe. */
public record OperationServices(
        RecentCalls calls,
        Dialer dialer,
        RoomOperations rooms,
        ConferenceCalls conferenceCalls,
        CentreCalls centreCalls,
        CallCentres centres,
        TalkOperations talks,
        RunningRecordings recordings,
        Notifier notifier,
        ZoneId zone) {}
