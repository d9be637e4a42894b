package io.ringflow.ivr.rest;

import static io.ringflow.ivr.rest.SampleRest.APP;
import static io.ringflow.ivr.rest.SampleRest.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.queue.AgentDuty;
import io.ringflow.ivr.queue.AgentStatus;
import io.ringflow.ivr.queue.CallCentre;
import io.ringflow.ivr.queue.QueuePlan;
import io.ringflow.ivr.queue.QueueWish;
import io.ringflow.ivr.queue.SampleCaller;
import io.ringflow.ivr.queue.Strategy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queues and agents, as requests say it and as they are answered. */
class AgentRequestTest {

    @TempDir
    Path dir;

    private SampleRest rest;
    private int asked;

    @BeforeEach
    void open() throws IOException {
        rest = new SampleRest(dir);
    }

    private SampleRest.Ask ask(String operation) {
        String element = operation.substring(1, operation.indexOf(' ')).toLowerCase(java.util.Locale.ROOT);
        return rest.ask("ivr/" + element)
                // What is asked twice is not the same request twice.
                .body("<Request><Appid>" + APP + "</Appid><!-- " + ++asked + " -->" + operation + "</Request>");
    }

    private void done(String operation) {
        assertThat(ask(operation).code()).isEqualTo("000000");
    }

    private CallCentre centre() {
        return rest.centres.of(rest.known(APP));
    }

    private AgentStatus agent(String id) {
        return centre().agent(id).orElseThrow();
    }

    private QueuePlan plan(String queue) {
        return centre().queue(queue).orElseThrow().plan();
    }

    /** Flow protocol 8.4 AgentOnWork. */
    @Test
    void anAgentComesOnDutyForTheDefaultQueueAndIsPreparing() {
        done("<AgentOnWork number='138-0013-8000' agentid='1001'/>");
        var agent = agent("1001");
        assertThat(agent.state().number()).isZero();
        assertThat(agent.duty().number()).isEqualTo("13800138000");
        assertThat(agent.duty().skills()).isEqualTo(Map.of("0", AgentDuty.USUAL_LEVEL));
    }

    /** Flow protocol 8.4 AgentOnWork. */
    @Test
    void allThatIsSaidOfAnAgentIsHeeded() {
        done("<CreateQueue queuetype='5'/>");
        done("<AgentOnWork number='8001' agentid='1001' agenttype='5, 0' agentstate='1' queuepriority='9,2'"
                + " answertimeout='20' delaycall='15' nailedup='true'/>");
        var duty = agent("1001").duty();
        assertThat(agent("1001").state().number()).isEqualTo(1);
        assertThat(duty.skills()).containsExactly(Map.entry("5", 9), Map.entry("0", 2));
        assertThat(duty.ringTime()).contains(Duration.ofSeconds(20));
        assertThat(duty.wrapUp()).contains(Duration.ofSeconds(15));
        assertThat(duty.nailedUp()).isTrue();
    }

    /** Flow protocol 8.4 AgentOnWork, AgentOffWork, AgentReady, and 9: the codes that the cloud has. */
    @Test
    void whatCanNotBeIsToldByTheCodesOfTheCloud() {
        assertThat(ask("<AgentReady agentid='1001' state='true'/>").code()).isEqualTo("108027");
        assertThat(ask("<AgentOffWork agentid='1001' number='1'/>").code()).isEqualTo("108027");
        assertThat(ask("<QueryAgentState agentid='1001'/>").code()).isEqualTo("108027");
        done("<AgentOnWork number='1' agentid='1001'/>");
        assertThat(ask("<AgentOnWork number='1' agentid='1001'/>").code()).isEqualTo("108026");
        assertThat(ask("<AgentOnWork number='1' agentid='1002' agenttype='7'/>").code())
                .isEqualTo("108028");
        done("<AgentReady agentid='1001' state='true'/>");
        assertThat(ask("<AgentReady agentid='1001' state='true'/>").code()).isEqualTo("104024");
        assertThat(ask("<AgentOffWork agentid='1001' number='2'/>").code()).isEqualTo("108038");
        done("<AgentOffWork agentid='1001' number='1'/>");
        assertThat(centre().agents()).isEmpty();
    }

    /** Flow protocol 8.4 AgentOffWork. */
    @Test
    void anAgentLeavesSomeOfItsQueues() {
        done("<CreateQueue queuetype='5'/>");
        done("<AgentOnWork number='1' agentid='1001' agenttype='0,5'/>");
        done("<AgentOffWork agentid='1001' agenttype='5'/>");
        assertThat(agent("1001").duty().skills()).containsOnlyKeys("0");
    }

    /** Flow protocol 8.4 AgentReady, and 7 action. */
    @Test
    void readinessIsSaidAndItsFailureIsToldToItsAction() {
        done("<AgentOnWork number='1' agentid='1001'/>");
        done("<AgentReady agentid='1001' state='true' priority='true'/>");
        assertThat(agent("1001").state().number()).isEqualTo(1);
        done("<AgentReady agentid='1001' state='false'/>");
        assertThat(agent("1001").state().number()).isZero();
        assertThat(rest.told).isEmpty();

        assertThat(ask("<AgentReady agentid='1009' state='true' action='notready?x=1'/>")
                        .code())
                .isEqualTo("108027");
        var told = rest.told.getFirst();
        assertThat(told.target()).isEqualTo("notready?x=1");
        assertThat(told.parameters())
                .containsEntry("appid", APP)
                .containsEntry("agentid", "1009")
                .containsEntry("result", "108027");
    }

    /** Flow protocol 8.4 AgentReady. */
    @Test
    void anAgentInACallIsReadyOnlyByForce() {
        done("<AgentOnWork number='1' agentid='1001' agentstate='1'/>");
        var call = new SampleCaller("call-a", "13900001111");
        centre().enter(QueueWish.of("0"), call);
        call.offers.getFirst().answered();
        assertThat(ask("<AgentReady agentid='1001' state='true'/>").code()).isEqualTo("104025");
        done("<AgentReady agentid='1001' state='true' force='true'/>");
        call.offers.getFirst().talkOver();
        assertThat(agent("1001").state().number()).isEqualTo(1);
    }

    /** Flow protocol 8.4 QueryAgentState. */
    @Test
    void howAgentsStandIsAListOfAgents() {
        done("<AgentOnWork number='8001' agentid='1001' agentstate='1'/>");
        done("<AgentOnWork number='8002' agentid='1002'/>");
        centre().enter(QueueWish.of("0"), new SampleCaller("call-a", "13900001111"));
        var all = text(ask("<QueryAgentState />").answer());
        assertThat(all)
                .contains("<agents><agent><id>1001</id><state>2</state><number>8001</number>")
                .contains("<callid>call-a</callid>", "<customer>13900001111</customer>")
                .contains("<agent><id>1002</id><state>0</state>");
        assertThat(text(ask("<QueryAgentState agentid='1002'/>").answer())).doesNotContain("1001");
    }

    /** Flow protocol 8.4 CreateQueue. */
    @Test
    void aQueueIsMadeWithAllItsSettings() {
        done("<CreateQueue queuetype='0017' typedes='sales' worktime='09:00-12:00;13:00-18:00' offworkprompt='shut.wav'"
                + " offworkdate='2026-02-16:2026-02-22' offworkweekday='Sat#Sun' offworktalk='1' strategy='roundrobin'"
                + " answertimeout='20' wrapup='10' autoready='true' whisper='w.wav' record='true' maxwaiting='9'"
                + " maxwait='600' overflowqueue='0' overflowtime='90' announcetime='15' announceinterval='45'"
                + " stickytime='3600' stickywait='30' callbacktime='50'/>");
        var plan = plan("17");
        assertThat(plan.description()).isEqualTo("sales");
        assertThat(plan.workTime().shiftsText()).isEqualTo("09:00-12:00;13:00-18:00");
        assertThat(plan.workTime().datesText()).isEqualTo("2026-02-16:2026-02-22");
        assertThat(plan.workTime().weekdaysText()).isEqualTo("Sat#Sun");
        assertThat(plan.offWorkPrompt()).isEqualTo("shut.wav");
        assertThat(plan.serving())
                .isEqualTo(new QueuePlan.Serving(
                        Strategy.ROUND_ROBIN, Duration.ofSeconds(20), Duration.ofSeconds(10), true, "w.wav", true));
        assertThat(plan.limits())
                .isEqualTo(new QueuePlan.Limits(9, Duration.ofSeconds(600), Optional.of("0"), Duration.ofSeconds(90)));
        assertThat(plan.announcing())
                .isEqualTo(new QueuePlan.Announcing(Duration.ofSeconds(15), Duration.ofSeconds(45)));
        assertThat(plan.sticky()).isEqualTo(new QueuePlan.Sticky(Duration.ofHours(1), Duration.ofSeconds(30)));
        assertThat(plan.callBackTime()).isEqualTo(Duration.ofSeconds(50));
        assertThat(ask("<CreateQueue queuetype='17'/>").code()).isEqualTo("108029");
    }

    /** Flow protocol 8.4 CreateQueue: 0 is there, and may be made once. */
    @Test
    void theDefaultQueueMayBeMadeOnce() {
        done("<CreateQueue typedes='mine'/>");
        assertThat(plan("0").description()).isEqualTo("mine");
        assertThat(ask("<CreateQueue queuetype='0'/>").code()).isEqualTo("108029");
    }

    /** Flow protocol 8.4 ModifyQueue. */
    @Test
    void whatIsNotSaidOfAQueueStaysAndNoneTakesAway() {
        done("<CreateQueue queuetype='5' typedes='a' worktime='09:00-18:00' offworkweekday='Sun' overflowqueue='0'/>");
        done("<ModifyQueue queuetype='5' worktime='08:00-17:00' offworkweekday='none' overflowqueue='none'/>");
        var plan = plan("5");
        assertThat(plan.description()).isEqualTo("a");
        assertThat(plan.workTime().shiftsText()).isEqualTo("08:00-17:00");
        assertThat(plan.workTime().offDays()).isEmpty();
        assertThat(plan.limits().overflow()).isEmpty();
        assertThat(ask("<ModifyQueue queuetype='6' typedes='a'/>").code()).isEqualTo("108028");
        assertThat(ask("<ModifyQueue queuetype='5' overflowqueue='77'/>").code())
                .isEqualTo("108028");
    }

    /** Flow protocol 8.4 DelQueue. */
    @Test
    void aQueueIsDeletedButNotTheDefaultOne() {
        done("<CreateQueue queuetype='5'/>");
        done("<DelQueue queuetype='5'/>");
        assertThat(centre().queue("5")).isEmpty();
        assertThat(ask("<DelQueue queuetype='5'/>").code()).isEqualTo("108028");
        assertThat(ask("<DelQueue queuetype='0'/>").code()).isEqualTo("108030");
    }

    /** Flow protocol 8.4 QueryQueueInfo. */
    @Test
    void howQueuesStandIsAListOfQueues() {
        done("<CreateQueue queuetype='5' typedes='sales' wrapup='10'/>");
        done("<AgentOnWork number='1' agentid='1001' agenttype='5'/>");
        centre().enter(QueueWish.of("5"), new SampleCaller("call-a", "13900001111"));
        var all = text(ask("<QueryQueueInfo />").answer());
        assertThat(all)
                .contains("<queues><queue><queuetype>0</queuetype>")
                .contains("<queuetype>5</queuetype><typedes>sales</typedes><open>true</open><waiting>1</waiting>"
                        + "<agents>1</agents><ready>0</ready><talking>0</talking><wrapup>10</wrapup>")
                .contains("<callers><caller><callid>call-a</callid><number>13900001111</number>"
                        + "<position>1</position>");
        assertThat(text(ask("<QueryQueueInfo queuetype='0'/>").answer())).doesNotContain("sales");
        assertThat(ask("<QueryQueueInfo queuetype='9'/>").code()).isEqualTo("108028");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<AgentOnWork number='1'/> | agentid is required",
                "<AgentOnWork number='1' agentid='101'/> | \"101\" must be 4 digits",
                "<AgentOnWork agentid='1001'/> | number is required",
                "<AgentOnWork number='1' agentid='1001' agenttype='a'/> | agenttype=\"a\" must be queues",
                "<AgentOnWork number='1' agentid='1001' agenttype='1,1'/> | names queue 1 twice",
                "<AgentOnWork number='1' agentid='1001' queuepriority='1,2'/> | 2 levels for the 1 queues",
                "<AgentOnWork number='1' agentid='1001' queuepriority='10'/> | must be levels of 1 to 9",
                "<AgentOnWork number='1' agentid='1001' agentstate='2'/> | must be 0 or 1",
                "<AgentReady agentid='1001' state='yes'/> | must be true or false",
                "<AgentReady agentid='1001' priority='10'/> | must be true, false, or 0 to 9",
                "<CreateQueue queuetype='1234567890'/> | must be 1 to 9 digits",
                "<CreateQueue queuetype='1' worktime='9-18'/> | worktime: \"9-18\" is not hh:mi-hh:mi",
                "<CreateQueue queuetype='1' offworkdate='2026-02-30'/> | offworkdate: \"2026-02-30\" is not yyyy-mm-dd",
                "<ModifyQueue queuetype='1' offworkweekday='Sat,Sun'/> | offworkweekday: \"Sat,Sun\" is not one of Mon",
                "<CreateQueue queuetype='1' strategy='best'/> | must be longestidle or fewestcalls or roundrobin",
            })
    void whatIsWrongIsNamed(String operation, String reason) {
        var answer = ask(operation).answer();
        assertThat(answer.statusCode()).isEqualTo("111400");
        assertThat(answer.message().orElseThrow()).contains(reason);
        assertThat(centre().agents()).isEmpty();
        assertThat(centre().queues()).hasSize(1);
    }

    /** Flow protocol 1.1: the switch for agents. */
    @Test
    void anApplicationWhoseSwitchIsOffHasNoAgents() {
        rest.agentsOff();
        assertThat(ask("<AgentOnWork number='1' agentid='1001'/>").code()).isEqualTo("108034");
        assertThat(ask("<QueryQueueInfo />").code()).isEqualTo("108034");
    }
}
