package io.ringflow.ivr.observe;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every meter there is: its name, kind, labels and one sentence. {@code docs/metrics.md} is printed from this list. */
public enum Meters {
    CALLS_ACTIVE("ringflow.calls.active", Kind.GAUGE, "", "Calls that exist now, from INVITE to the end."),
    CALLS_STARTED("ringflow.calls.started", Kind.COUNTER, "", "Calls that reached an application."),
    CALLS_ENDED("ringflow.calls.ended", Kind.COUNTER, "cause, party", "Calls that ended, by cause and by whose doing."),
    CALLS_REFUSED(
            "ringflow.calls.refused", Kind.COUNTER, "cause, party", "Invitations turned away before a call was made."),
    CALLS_LEFT(
            "ringflow.calls.left",
            Kind.COUNTER,
            "state",
            "Calls that a killed server had left, found at the start: alive, ended, damaged (unreadable, after a power cut)."),
    CALLS_UNNOTED("ringflow.calls.unnoted", Kind.COUNTER, "", "Calls that a kill would lose: the ledger had no place."),
    CALLS_OUT(
            "ringflow.calls.out",
            Kind.COUNTER,
            "trunk, cause",
            "Legs that we called, by trunk and by what ended them; trunk none: no call was placed."),
    CALL_SETUP("ringflow.call.setup", Kind.TIMER, "", "From an INVITE's arrival to our 200."),
    CALL_DURATION("ringflow.call.duration", Kind.TIMER, "", "From our 200 to the end of an answered call."),
    CALL_DIGITS(
            "ringflow.call.digits", Kind.COUNTER, "source", "Keys recognised, by where: RFC 4733, SIP INFO or tones."),
    FLOW_REQUEST(
            "ringflow.flow.request",
            Kind.TIMER,
            "outcome, side",
            "Single HTTP exchanges that ask for commands, by outcome and by who was asked: application or fallback."),
    FLOW_ANSWER(
            "ringflow.flow.answer",
            Kind.TIMER,
            "origin",
            "From a question to the document that was run, by who gave it: application, fallback or survival."),
    FLOW_CIRCUIT("ringflow.flow.circuit", Kind.COUNTER, "change", "Circuits that opened and closed."),
    NOTIFICATIONS(
            "ringflow.notifications", Kind.COUNTER, "outcome", "Pure notifications: delivered, failed once, dropped."),
    NOTIFICATIONS_PENDING(
            "ringflow.notifications.pending", Kind.GAUGE, "", "Pure notifications stored and not yet delivered."),
    REST_REQUEST(
            "ringflow.rest.request",
            Kind.TIMER,
            "operation, codes",
            "Requests of applications by operation and by the first three digits of the answer's code; other: not known."),
    SPEECH_WANTED(
            "ringflow.speech.wanted",
            Kind.COUNTER,
            "from",
            "Texts that calls wanted to hear, by where their sound came from: memory, disk or synthesis."),
    SPEECH_SYNTHESIS(
            "ringflow.speech.synthesis", Kind.TIMER, "outcome", "Syntheses by outcome: ok, or why there was no sound."),
    SPEECH_CORRUPT("ringflow.speech.corrupt", Kind.COUNTER, "", "Kept files that were not what had been written."),
    SPEECH_CACHE("ringflow.speech.cache.bytes", Kind.GAUGE, "", "Speech kept on disk, bytes."),
    SIP_MESSAGES("ringflow.sip.messages", Kind.COUNTER, "direction, transport", "SIP messages in and out."),
    SIP_REFUSED("ringflow.sip.refused", Kind.COUNTER, "reason", "What was not let in, by reason."),
    SIP_RETRANSMISSIONS("ringflow.sip.retransmissions", Kind.COUNTER, "", "Messages that we had to send again."),
    REGISTRATIONS(
            "ringflow.registrations",
            Kind.COUNTER,
            "outcome",
            "REGISTERs of telephones that proved an account: changed, asked, too_brief (423), refused, not_kept."),
    BINDINGS("ringflow.registrar.bindings", Kind.GAUGE, "", "Telephones that are registered."),
    TRUNK_UP(
            "ringflow.trunk.up",
            Kind.GAUGE,
            "trunk",
            "1 while the peer of a trunk answers OPTIONS, or never did; 0 when it is silent three times in a row."),
    TRUNK_REGISTERED(
            "ringflow.trunk.registered", Kind.GAUGE, "trunk", "1 while a trunk is registered with its peer, else 0."),
    TELEPHONES_LOST(
            "ringflow.telephones.lost",
            Kind.GAUGE,
            "",
            "Telephones that are registered and not called: they answered OPTIONS before, and are silent now."),
    TELEPHONES_SILENT(
            "ringflow.telephones.silent", Kind.COUNTER, "", "OPTIONS to registered telephones without an answer."),
    TELEPHONE_ANSWERS(
            "ringflow.telephone.answer",
            Kind.TIMER,
            "",
            "From an OPTIONS to a registered telephone to its answer; counts the answers."),
    SIP_CHALLENGES(
            "ringflow.sip.challenges", Kind.COUNTER, "", "REGISTERs and INVITEs that were asked for a password."),
    SIP_DENIED(
            "ringflow.sip.denied",
            Kind.COUNTER,
            "reason",
            "Passwords that did not do: wrong, or not looked at after too many wrong ones."),
    RTP_PACKETS("ringflow.rtp.packets", Kind.COUNTER, "direction", "RTP packets in and out."),
    RTP_LOST("ringflow.rtp.lost", Kind.COUNTER, "", "Packets that never arrived, by sequence number."),
    RTP_DISCARDED("ringflow.rtp.discarded", Kind.COUNTER, "reason", "Packets that arrived and were dropped."),
    RTP_UNREACHABLE("ringflow.rtp.unreachable", Kind.COUNTER, "", "Answers that the far end's port is closed (ICMP)."),
    RTP_JITTER("ringflow.rtp.jitter", Kind.SUMMARY, "", "Interarrival jitter of a session at its end, milliseconds."),
    CALL_MOS(
            "ringflow.call.mos",
            Kind.SUMMARY,
            "trunk, direction",
            "Opinion score of a call at its end by the E-model, 1 to 4.41: in, what we heard; out, what the far end reports."),
    CALL_MISSING(
            "ringflow.call.missing",
            Kind.SUMMARY,
            "trunk",
            "Share of a call's packets lost or there at the wrong time."),
    CALL_CONCEALED("ringflow.call.concealed", Kind.SUMMARY, "trunk", "Share of a call's audio that was made up."),
    CALL_BUFFER(
            "ringflow.call.buffer",
            Kind.SUMMARY,
            "trunk",
            "Deepest jitter buffer of a call that somebody listened to, milliseconds."),
    CALL_ONE_WAY(
            "ringflow.call.one.way",
            Kind.COUNTER,
            "trunk, cause",
            "Suspicions that a far end is not heard: no packets, wrong source, codec mismatch, silence."),
    RTP_PORTS_EXHAUSTED("ringflow.rtp.ports.exhausted", Kind.COUNTER, "", "Calls refused because no port was free."),
    RTCP_PORTS_TAKEN(
            "ringflow.rtcp.ports.taken",
            Kind.COUNTER,
            "",
            "Calls without RTCP because another process has the port above their RTP."),
    RTP_PORTS_SHARED("ringflow.rtp.ports.shared", Kind.GAUGE, "", "Ports that calls of one media loop share."),
    RECORDINGS_ACTIVE("ringflow.recordings.active", Kind.GAUGE, "", "Recordings being made."),
    RECORDINGS_ENDED(
            "ringflow.recordings.ended",
            Kind.COUNTER,
            "outcome",
            "Recordings by what became of them: published, or why they are not there."),
    RECORDINGS_MISSING(
            "ringflow.recordings.missing.seconds",
            Kind.COUNTER,
            "",
            "Audio that is silence in recordings because the disk was too slow, or the loop."),
    RECORDINGS_DISCARDED(
            "ringflow.recordings.discarded",
            Kind.COUNTER,
            "reason",
            "Recordings that are not kept: nothing was heard, no space on the disk, or the disk failed."),
    RECORDINGS_KEPT("ringflow.recordings.kept.bytes", Kind.GAUGE, "", "Recordings on disk at the last sweep, bytes."),
    RECORDINGS_UPLOADS(
            "ringflow.recordings.uploads",
            Kind.COUNTER,
            "outcome",
            "Work on the archive: recordings stored there or deleted, attempts that failed and are made again, recordings"
                    + " lost from the disk before they could be uploaded."),
    RECORDINGS_UPLOADED(
            "ringflow.recordings.uploaded.bytes", Kind.COUNTER, "", "Recordings stored in the archive, bytes."),
    RECORDINGS_WAITING(
            "ringflow.recordings.archive.waiting",
            Kind.GAUGE,
            "",
            "Recordings that wait to be uploaded to the archive, or deleted there."),
    RECORDINGS_ARCHIVE_AWAY(
            "ringflow.recordings.archive.away.seconds",
            Kind.GAUGE,
            "",
            "How long the archive has not done what it was asked; 0: it does."),
    RECORDINGS_DELETED(
            "ringflow.recordings.deleted",
            Kind.COUNTER,
            "reason",
            "Kept recordings deleted from the disk: for their age or the size of all, as archived, or as was asked."),
    RECORDINGS_DOWNLOADS(
            "ringflow.recordings.downloads",
            Kind.COUNTER,
            "outcome",
            "Requests for recordings: whole, part, sent to the archive, forged or expired URL, unknown, bad range, broken off,"
                    + " in an archive that is away."),
    CONFERENCES_ACTIVE(
            "ringflow.conferences.active",
            Kind.GAUGE,
            "",
            "Conferences and intercoms that are open, and the rooms of calls that talk."),
    CONFERENCE_MEMBERS("ringflow.conference.members", Kind.GAUGE, "", "Members of all these."),
    CONFERENCE_FULL("ringflow.conference.full", Kind.COUNTER, "", "Members turned away because a conference was full."),
    CONFERENCES_CREATED(
            "ringflow.conferences.created", Kind.COUNTER, "", "Conferences and intercoms that applications made."),
    CONFERENCES_ENDED(
            "ringflow.conferences.ended",
            Kind.COUNTER,
            "how",
            "Conferences and intercoms that ended: unused, empty, dismissed, time over, by alarm clock, or with the server."),
    CONFERENCE_JOINED("ringflow.conference.joined", Kind.COUNTER, "", "Calls that joined a conference or an intercom."),
    CONFERENCE_REFUSED(
            "ringflow.conference.refused",
            Kind.COUNTER,
            "error",
            "What applications and callers wanted of conferences and did not get, by error."),
    INTERCOM_FLOOR(
            "ringflow.intercom.floor",
            Kind.COUNTER,
            "change",
            "What became of wishes to talk in intercoms: granted, denied, queued, withdrawn, released, preempted, timeout, left."),
    CONFERENCE_MIXING(
            "ringflow.conference.mixing.seconds", Kind.COUNTER, "", "Time that media loops spent mixing conferences."),
    CONFERENCE_FRAMES(
            "ringflow.conference.frames",
            Kind.COUNTER,
            "made",
            "Frames made for all who hear the same: mixed, and encoded once per codec."),
    CONFERENCES_RELAYED(
            "ringflow.conferences.relayed",
            Kind.GAUGE,
            "",
            "Conversations of two whose packets are handed on as they are, without mixing."),
    CONFERENCE_RELAYS(
            "ringflow.conference.relays",
            Kind.COUNTER,
            "",
            "Times that a conversation went from mixing to handing on."),
    QUEUE_WAITING("ringflow.queue.waiting", Kind.GAUGE, "application, queue", "Callers who wait."),
    QUEUE_LONGEST_WAIT(
            "ringflow.queue.longest.wait.seconds",
            Kind.GAUGE,
            "application, queue",
            "How long the caller has waited who waits longest, seconds."),
    QUEUE_ENTERED("ringflow.queue.entered", Kind.COUNTER, "application, queue", "Callers who began to wait."),
    QUEUE_HANDLED("ringflow.queue.handled", Kind.COUNTER, "application, queue", "Callers whom an agent took."),
    QUEUE_HANDLED_IN_TIME(
            "ringflow.queue.handled.in.time",
            Kind.COUNTER,
            "application, queue",
            "Of these, those who waited 20 s at most: with handled, abandoned and timed out, the service level."),
    QUEUE_ABANDONED(
            "ringflow.queue.abandoned",
            Kind.COUNTER,
            "application, queue",
            "Callers who hung up, or left by a key, before an agent took them."),
    QUEUE_TIMED_OUT(
            "ringflow.queue.timed.out", Kind.COUNTER, "application, queue", "Callers who waited as long as they may."),
    QUEUE_OTHERWISE_LEFT(
            "ringflow.queue.otherwise.left",
            Kind.COUNTER,
            "application, queue",
            "Callers whose waiting ended in another way: called back, sent elsewhere, the queue deleted."),
    QUEUE_REFUSED(
            "ringflow.queue.refused",
            Kind.COUNTER,
            "application, queue",
            "Times that an agent was called for a caller and did not take it."),
    QUEUE_WAIT("ringflow.queue.wait", Kind.TIMER, "application, queue", "How long callers waited whom an agent took."),
    QUEUE_TALK("ringflow.queue.talk", Kind.TIMER, "application, queue", "How long agents and callers talked."),
    QUEUE_WRAP_UP(
            "ringflow.queue.wrap.up",
            Kind.TIMER,
            "application, queue",
            "From the end of a talk until its agent is ready again, is called, or goes off duty."),
    AGENTS_PREPARING(
            "ringflow.agents.preparing", Kind.GAUGE, "application, queue", "Agents on duty that are not ready."),
    AGENTS_READY("ringflow.agents.ready", Kind.GAUGE, "application, queue", "Agents that wait for a caller."),
    AGENTS_LOCKED("ringflow.agents.locked", Kind.GAUGE, "application, queue", "Agents that are being called."),
    AGENTS_TALKING("ringflow.agents.talking", Kind.GAUGE, "application, queue", "Agents that talk."),
    EVENTS_WATCHERS("ringflow.events.watchers", Kind.GAUGE, "", "Event streams that are open."),
    EVENTS_DROPPED(
            "ringflow.events.dropped",
            Kind.COUNTER,
            "",
            "Event streams cut off because they were not read fast enough."),
    EVENTS_REFUSED(
            "ringflow.events.refused", Kind.COUNTER, "", "Event streams refused because as many were open as may be."),
    MEDIA_SESSIONS("ringflow.media.sessions", Kind.GAUGE, "", "Sessions with an RTP port."),
    MEDIA_TICK_LATE(
            "ringflow.media.tick.late",
            Kind.COUNTER,
            "within",
            "Phases of the media loops by how late they were turned: within 1, 5 or 20 ms, or more."),
    MEDIA_TICK_SKIPPED(
            "ringflow.media.tick.skipped", Kind.COUNTER, "", "Phases given up: the loop was a whole tick behind."),
    MEDIA_LOOPS("ringflow.media.loops", Kind.GAUGE, "sockets", "Media loops, by what their ports are made of."),
    MEDIA_LOOP_BUSY(
            "ringflow.media.loop.busy", Kind.GAUGE, "", "Share of time, 0 to 1, that the busiest media loop worked."),
    CARRIERS_RESTING(
            "ringflow.carriers.resting",
            Kind.GAUGE,
            "",
            "Threads for virtual threads that rest, half of them; 0 while one of those had to wait for its turn."),
    MEDIA_LOOPS_REALTIME("ringflow.media.loops.realtime", Kind.GAUGE, "", "Media loops with a real-time priority."),
    MEDIA_COMMANDS_REFUSED(
            "ringflow.media.commands.refused", Kind.COUNTER, "", "Commands a loop refused because its queue was full.");

    /** What a meter is to Prometheus. */
    public enum Kind {
        GAUGE,
        COUNTER,
        TIMER,
        SUMMARY
    }

    private final String meterName;
    private final Kind kind;
    private final String labels;
    private final String sentence;

    Meters(String meterName, Kind kind, String labels, String sentence) {
        this.meterName = meterName;
        this.kind = kind;
        this.labels = labels;
        this.sentence = sentence;
    }

    public String meterName() {
        return meterName;
    }

    public String sentence() {
        return sentence;
    }

    /** The name as Prometheus shows it. */
    public String exportedName() {
        String base = meterName.replace('.', '_');
        return switch (kind) {
            case GAUGE, SUMMARY -> base;
            case COUNTER -> base + "_total";
            case TIMER -> base + "_seconds";
        };
    }

    /** The page {@code docs/metrics.md}. */
    public static String page() {
        String rows = Stream.of(values())
                .map(m -> "| `%s` | %s | %s | %s |"
                        .formatted(
                                m.exportedName(),
                                m.kind.name().toLowerCase(java.util.Locale.ROOT),
                                m.labels,
                                m.sentence))
                .collect(Collectors.joining("\n"));
        return """
                # Metrics

                Scrape `GET /metrics` of the HTTP address. Every label comes from a closed set: no number, call id or URL is
                ever a label. Timers export `_count`, `_sum`, `_max` and buckets. Beside these are Micrometer's own `jvm_`,
                `process_` and `system_` meters.

                | name | kind | labels | what it tells |
                | --- | --- | --- | --- |
                """ + rows + "\n";
    }
}
