package io.ringflow.ivr.tool.sim;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.command.builtin.EnterCcs;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.queue.AgentDuty;
import io.ringflow.ivr.queue.CallCentre;
import io.ringflow.ivr.queue.CallCentres;
import io.ringflow.ivr.queue.QueuePlan;
import java.util.Map;
import java.util.Optional;

/**
 * The call centre of a simulated call: whatever queue a document names is there, open at all times, with one agent, who does
 * what everybody does who is called. Used by the call's thread.
 */
final class SimCentre {

    private static final int FIRST_AGENT = 1001;

    private final CallCentres centres;
    private final Application application;
    private int agents;

    SimCentre(CallCentres centres, Application application) {
        this.centres = centres;
        this.application = application;
    }

    /** Before the document runs. */
    void serve(FlowDocument document) {
        if (!application.agentsEnabled() || !(document.main() instanceof EnterCcs wanted)) return;
        var centre = centres.of(application);
        var queue = wanted.wish().queue();
        if (centre.queue(queue).isEmpty()) centre.createQueue(QueuePlan.usual(queue));
        if (centre.queue(queue).orElseThrow().onDuty() == 0)
            onDuty(centre, queue, wanted.wish().agentId());
    }

    private void onDuty(CallCentre centre, String queue, Optional<String> wished) {
        var id = wished.orElseGet(() -> Integer.toString(FIRST_AGENT + agents++));
        if (centre.agent(id).isPresent()) return;
        var skills = Map.of(queue, AgentDuty.USUAL_LEVEL);
        centre.agentOnWork(new AgentDuty(id, "1380013" + id, skills, true, Optional.empty(), Optional.empty(), false));
    }
}
