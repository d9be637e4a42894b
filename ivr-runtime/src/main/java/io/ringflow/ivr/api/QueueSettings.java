package io.ringflow.ivr.api;

import io.ringflow.ivr.queue.QueuePlan;
import io.ringflow.ivr.queue.QueueType;
import io.ringflow.ivr.queue.Strategy;
import io.ringflow.ivr.queue.WorkTime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What may be set about a queue; what is missing stays as it is, or is as usual with a new one. Immutable. */
record QueueSettings(
        @Field("For people") Optional<String> name,

        @Field("When it works: `hh:mi-hh:mi`, several with `;` between; empty: always")
        Optional<String> workTime,

        @Field("Dates when it does not: `yyyy-mm-dd:yyyy-mm-dd`, several with `;` between")
        Optional<String> offWorkDates,

        @Field("Days of the week when it does not: `Sat#Sun`")
        Optional<String> offWorkDays,

        @Field("What callers hear outside that time, before they are hung up; empty: nothing")
        Optional<String> offWorkPrompt,

        @Field("Which of its ready agents gets the next caller")
        Optional<Strategy> strategy,

        @Field(value = "How long an agent's telephone rings", min = 3, max = 120)
        Optional<Integer> ringSeconds,

        @Field(value = "How long an agent is left alone after a talk", min = 0, max = 3_600)
        Optional<Integer> wrapUpSeconds,

        @Field("Agents are ready by themselves after that; otherwise when it is said that they are")
        Optional<Boolean> autoReady,

        @Field("What the agent alone hears before it is joined; empty: nothing")
        Optional<String> whisper,

        @Field("Talks are recorded") Optional<Boolean> record,

        @Field(value = "How many may wait at a time", min = 1, max = 100_000)
        Optional<Integer> maxWaiting,

        @Field(value = "After this a caller waits no more; 0: without end", min = 0, max = ConferenceOrders.DAY)
        Optional<Integer> maxWaitSeconds,

        @Field(
                value = "The queue that takes those who waited too long, or found this one full; empty: none",
                pattern = "[0-9]{0,9}")
        Optional<String> overflowTo,

        @Field(value = "How long that is; 0: only those who find it full", min = 0, max = ConferenceOrders.DAY)
        Optional<Integer> overflowAfterSeconds,

        @Field(value = "Callers are told their place after this; 0: not", min = 0, max = 3_600)
        Optional<Integer> announceAfterSeconds,

        @Field(value = "And again each time this has passed; 0: not", min = 0, max = 3_600)
        Optional<Integer> announceEverySeconds,

        @Field(
                value = "For how long a caller comes to the agent it talked with last; 0: it does not",
                min = 0,
                max = 31_536_000)
        Optional<Integer> stickySeconds,

        @Field(value = "How long it waits for that one before any will do", min = 0, max = 3_600)
        Optional<Integer> stickyPatienceSeconds,

        @Field(value = "How long an agent is kept for one who is called back", min = 5, max = 600)
        Optional<Integer> callBackSeconds) {

    QueueSettings {
        offWorkPrompt.filter(file -> !file.isEmpty()).ifPresent(ConferenceOrders::fileName);
        whisper.filter(file -> !file.isEmpty()).ifPresent(ConferenceOrders::fileName);
        WorkTime.of(workTime.orElse(""), offWorkDates.orElse(""), offWorkDays.orElse(""));
    }

    static QueueSettings of(QueuePlan plan) {
        var serving = plan.serving();
        var limits = plan.limits();
        return new QueueSettings(
                Optional.of(plan.description()),
                Optional.of(plan.workTime().shiftsText()),
                Optional.of(plan.workTime().datesText()),
                Optional.of(plan.workTime().weekdaysText()),
                Optional.of(plan.offWorkPrompt()),
                Optional.of(serving.strategy()),
                seconds(serving.ringTime()),
                seconds(serving.wrapUp()),
                Optional.of(serving.autoReady()),
                Optional.of(serving.whisper()),
                Optional.of(serving.record()),
                Optional.of(limits.maxWaiting()),
                seconds(limits.maxWait()),
                Optional.of(limits.overflow().orElse("")),
                seconds(limits.overflowAfter()),
                seconds(plan.announcing().first()),
                seconds(plan.announcing().every()),
                seconds(plan.sticky().memory()),
                seconds(plan.sticky().patience()),
                seconds(plan.callBackTime()));
    }

    QueuePlan change(QueuePlan plan) {
        var time = plan.workTime();
        var serving = plan.serving();
        var limits = plan.limits();
        var now = plan.described(name.orElse(plan.description()))
                .open(
                        WorkTime.of(
                                workTime.orElse(time.shiftsText()),
                                offWorkDates.orElse(time.datesText()),
                                offWorkDays.orElse(time.weekdaysText())),
                        offWorkPrompt.orElse(plan.offWorkPrompt()))
                .with(new QueuePlan.Serving(
                        strategy.orElse(serving.strategy()),
                        time(ringSeconds, serving.ringTime()),
                        time(wrapUpSeconds, serving.wrapUp()),
                        autoReady.orElse(serving.autoReady()),
                        whisper.orElse(serving.whisper()),
                        record.orElse(serving.record())))
                .with(new QueuePlan.Limits(
                        maxWaiting.orElse(limits.maxWaiting()),
                        time(maxWaitSeconds, limits.maxWait()),
                        overflowTo.map(QueueSettings::queue).orElse(limits.overflow()),
                        time(overflowAfterSeconds, limits.overflowAfter())));
        return now.with(new QueuePlan.Announcing(
                        time(announceAfterSeconds, plan.announcing().first()),
                        time(announceEverySeconds, plan.announcing().every())))
                .with(new QueuePlan.Sticky(
                        time(stickySeconds, plan.sticky().memory()),
                        time(stickyPatienceSeconds, plan.sticky().patience())))
                .callBackTime(time(callBackSeconds, plan.callBackTime()));
    }

    private static Optional<String> queue(String id) {
        return Optional.of(id).filter(text -> !text.isEmpty()).map(QueueType::parse);
    }

    private static Optional<Integer> seconds(Duration time) {
        return Optional.of(time).map(Duration::toSeconds).map(Math::toIntExact);
    }

    private static Duration time(Optional<Integer> seconds, Duration otherwise) {
        Function<Integer, Duration> duration = Duration::ofSeconds;
        return seconds.map(duration).orElse(otherwise);
    }
}
