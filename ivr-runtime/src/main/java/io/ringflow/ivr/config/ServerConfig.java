package io.ringflow.ivr.config;

import io.ringflow.ivr.account.AccountSettings;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.cdr.CallRecordSettings;
import io.ringflow.ivr.database.DatabaseSettings;
import io.ringflow.ivr.flow.FlowSettings;
import io.ringflow.ivr.recording.RecordingSettings;
import io.ringflow.ivr.rest.RestSettings;
import io.ringflow.ivr.room.RoomSettings;
import io.ringflow.ivr.speech.SpeechSettings;
import io.ringflow.ivr.trunk.Trunk;
import io.ringflow.media.MediaConfig;
import io.ringflow.sip.SipConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Everything the server is told before it starts, already valid. Immutable.
 *
 * @param sip listeners as written: the wildcard address is still to be resolved
 * @param trunks where calls come from; the trusted ones' networks are in {@code sip} already
 * @param numbers access number, or {@code *} for the rest, to application id
 * @param dataDir what must survive a restart
 * @param promptDirs where prompt files are looked for, in order
 * @param drain how long a stopping server lets calls go on
 */
public record ServerConfig(
        SipConfig sip,
        MediaConfig media,
        HttpListen http,
        RestSettings rest,
        FlowSettings flow,
        SpeechSettings speech,
        RecordingSettings recordings,
        RoomSettings conferences,
        CallCentreConfig callCentre,
        DatabaseSettings database,
        CallRecordSettings callRecords,
        AccountSettings accounts,
        List<Trunk> trunks,
        List<Application> applications,
        Map<String, String> numbers,
        Path dataDir,
        List<Path> promptDirs,
        Duration drain) {}
