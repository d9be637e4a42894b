package io.ringflow.ivr.command;

import io.ringflow.ivr.command.builtin.CallTransfer;
import io.ringflow.ivr.command.builtin.CmdNone;
import io.ringflow.ivr.command.builtin.Connect;
import io.ringflow.ivr.command.builtin.ConsultationBridge;
import io.ringflow.ivr.command.builtin.ConsultationCall;
import io.ringflow.ivr.command.builtin.CreateConf;
import io.ringflow.ivr.command.builtin.EnterCcs;
import io.ringflow.ivr.command.builtin.Get;
import io.ringflow.ivr.command.builtin.Hangup;
import io.ringflow.ivr.command.builtin.Intercom;
import io.ringflow.ivr.command.builtin.JoinConf;
import io.ringflow.ivr.command.builtin.Pause;
import io.ringflow.ivr.command.builtin.Play;
import io.ringflow.ivr.command.builtin.PlayMix;
import io.ringflow.ivr.command.builtin.PlayTts;
import io.ringflow.ivr.command.builtin.RecordCaller;
import io.ringflow.ivr.command.builtin.Redirect;
import io.ringflow.ivr.command.builtin.Reject;
import io.ringflow.ivr.command.builtin.SendDtmf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The one list of commands. Immutable. */
public final class CommandCatalog {

    private static final CommandCatalog STANDARD = new CommandCatalog(List.of(
            Get.SPEC,
            Play.SPEC,
            PlayMix.SPEC,
            PlayTts.SPEC,
            Redirect.SPEC,
            Hangup.SPEC,
            Reject.SPEC,
            Pause.SPEC,
            SendDtmf.SPEC,
            ConsultationCall.SPEC,
            ConsultationBridge.SPEC,
            CallTransfer.SPEC,
            Connect.SPEC,
            RecordCaller.SPEC,
            CreateConf.SPEC,
            JoinConf.SPEC,
            EnterCcs.SPEC,
            Intercom.SPEC,
            CmdNone.SPEC));

    /** Names of the dialect that mean a command or an operation this server does not have. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "invitejoinconf",
            "quitconf",
            "dismissconf",
            "confmute",
            "confunmute",
            "confplay",
            "confstopplay",
            "confrecord",
            "confstoprecord",
            "agentready",
            "agentonwork",
            "agentoffwork",
            "agentmakecall",
            "agentserviceend",
            "agentconsult",
            "dial",
            "transfer");

    private static final String PAGE_HEAD = """
            # Commands

            What may stand in a `<Response>`. This page is printed by the commands themselves: `./ringflow docs`. A page for
            each, with what is refused and an example that runs: [commands/](commands/README.md).

            Names are matched without regard to case, an attribute that is blank counts as absent, a relative URL resolves below
            the URL of the application. Keys pressed while nobody collects them are kept, 32 at most, for the next `<Get>`; only
            a `finishkey` typed right behind a full input is dropped.

            [Operations of the REST interface](rest.md) stand as the main command too, with the same attributes: `<ConfMute/>`,
            `<Dial/>` and the others. They are done for the call's application; their `action` is told what came of them, and what
            follows runs either way. `CreateConf` and `JoinConf` are the commands of these names. They also stand in the answer to
            a notification, such as `<AgentReady/>` to `agentstate`: there nothing else runs.

            """;

    private final Map<String, CommandSpec<?>> specs;

    CommandCatalog(List<CommandSpec<?>> list) {
        var byName = new LinkedHashMap<String, CommandSpec<?>>();
        list.forEach(spec -> byName.put(key(spec.element()), spec));
        specs = byName;
    }

    /** This one and more. */
    public CommandCatalog with(List<CommandSpec<?>> more) {
        var all = new ArrayList<CommandSpec<?>>(specs.values());
        all.addAll(more);
        return new CommandCatalog(all);
    }

    /** The commands, without operations of the REST interface, which stand in answers too. */
    public static CommandCatalog standard() {
        return STANDARD;
    }

    /** The command of that element name, in any case. */
    public Optional<CommandSpec<?>> find(String element) {
        return Optional.ofNullable(specs.get(key(element)));
    }

    public List<CommandSpec<?>> all() {
        return List.copyOf(specs.values());
    }

    /** What to tell the author of an element that is not in the list. */
    public String explainUnknown(String element) {
        if (UNSUPPORTED.contains(key(element))) return "<" + element + "> is not supported by this server";
        return "<" + element + "> is not a command"
                + NearestName.of(
                                element,
                                all().stream().map(CommandSpec::element).toList())
                        .map(name -> ", did you mean <" + name + ">?")
                        .orElse("");
    }

    /** The commands page. */
    public String documentation() {
        return PAGE_HEAD + all().stream().map(CommandSpec::documentation).collect(Collectors.joining("\n"));
    }

    private static String key(String element) {
        return element.toLowerCase(Locale.ROOT);
    }
}
