package io.ringflow.ivr.call;

import io.ringflow.ivr.flow.FlowClient;
import io.ringflow.ivr.flow.FlowReader;
import io.ringflow.ivr.flow.Notifier;
import io.ringflow.ivr.ledger.CallLedger;
import io.ringflow.ivr.queue.CallCentres;
import io.ringflow.ivr.recording.Recorder;
import io.ringflow.ivr.room.RoomTable;
import io.ringflow.ivr.speech.Speech;
import io.ringflow.ivr.trunk.TrunkTable;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** What every call of a server shares. Each part is thread-safe. */
public record CallServices(
        FlowClient flow,
        FlowReader reader,
        Notifier notifier,
        TrunkTable trunks,
        MediaPort media,
        Prompts prompts,
        Speech speech,
        Recorder recorder,
        OutboundCalls outbound,
        RoomTable rooms,
        CallCentres centres,
        CallRegistry calls,
        CallIds ids,
        CallLedger ledger,
        CallSettings settings,
        CallObserver observer,
        ScheduledExecutorService timer,
        InstantSource clock) {}
