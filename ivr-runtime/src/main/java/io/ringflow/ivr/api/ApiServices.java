package io.ringflow.ivr.api;

import io.ringflow.ivr.account.Telephones;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.ApplicationDesk;
import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.application.NumberDesk;
import io.ringflow.ivr.application.VoipAccountDesk;
import io.ringflow.ivr.application.VoipAccounts;
import io.ringflow.ivr.call.CallRegistry;
import io.ringflow.ivr.call.CentreCalls;
import io.ringflow.ivr.call.ConferenceCalls;
import io.ringflow.ivr.call.Dialer;
import io.ringflow.ivr.call.TalkOperations;
import io.ringflow.ivr.cdr.CallRecords;
import io.ringflow.ivr.event.EventFeed;
import io.ringflow.ivr.flow.FlowReader;
import io.ringflow.ivr.http.CallView;
import io.ringflow.ivr.prompt.UploadedPrompts;
import io.ringflow.ivr.queue.CallCentre;
import io.ringflow.ivr.recording.RecordingStore;
import io.ringflow.ivr.report.QueueReports;
import io.ringflow.ivr.rest.MediaFileUpload;
import io.ringflow.ivr.rest.RecentCalls;
import io.ringflow.ivr.room.RoomOperations;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * What requests are done with. Each part is thread-safe.
 *
 * @param voipAccounts those that can be changed
 * @param centres the call centre of an application
 * @param knownAccounts all there are, of the configuration too
 */
public record ApiServices(
        Applications applications,
        ApplicationDesk applicationDesk,
        NumberDesk numbers,
        VoipAccountDesk voipAccounts,
        VoipAccounts knownAccounts,
        Telephones telephones,
        CallRecords callRecords,
        KeyMemory keys,
        RecentCalls calls,
        CallRegistry registry,
        CallView stories,
        Dialer dialer,
        RoomOperations rooms,
        ConferenceCalls conferenceCalls,
        TalkOperations talks,
        FlowReader reader,
        RecordingStore recordings,
        UploadedPrompts prompts,
        MediaFileUpload uploads,
        Function<Application, CallCentre> centres,
        CentreCalls centreCalls,
        EventFeed events,
        QueueReports reports,
        InstantSource clock) {}
