package io.ringflow.ivr.rest;

import static io.ringflow.ivr.rest.QueueOperations.cleared;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.queue.QueuePlan;
import io.ringflow.ivr.queue.QueueRefused;
import io.ringflow.ivr.queue.WorkTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A queue's settings as attributes say them, there and back. What nothing is said of stays. Pure. */
final class QueueSettings {

    private static final Duration USUAL_OVERFLOW = Duration.ofMinutes(1);

    private QueueSettings() {}

    /** @throws IllegalArgumentException what is said is wrong; the message says what, and where */
    static QueuePlan applied(CommandInput in, QueuePlan is) {
        return is.described(in.find(QueueOperations.DESCRIPTION).orElse(is.description()))
                .open(
                        workTime(in, is.workTime()),
                        in.find(QueueOperations.OFF_PROMPT).orElse(is.offWorkPrompt()))
                .with(serving(in, is.serving()))
                .with(limits(in, is.limits()))
                .with(new QueuePlan.Announcing(
                        in.find(QueueOperations.ANNOUNCE).orElse(is.announcing().first()),
                        in.find(QueueOperations.ANNOUNCE_EVERY)
                                .orElse(is.announcing().every())))
                .with(new QueuePlan.Sticky(
                        in.find(QueueOperations.STICKY).orElse(is.sticky().memory()),
                        in.find(QueueOperations.STICKY_WAIT).orElse(is.sticky().patience())))
                .callBackTime(in.find(QueueOperations.CALL_BACK).orElse(is.callBackTime()));
    }

    private static WorkTime workTime(CommandInput in, WorkTime is) {
        List<WorkTime.Shift> shifts = said(in, QueueOperations.WORK_TIME, WorkTime::shifts, List.<WorkTime.Shift>of())
                .orElse(is.shifts());
        List<WorkTime.Dates> dates = said(in, QueueOperations.OFF_DATES, WorkTime::dates, List.<WorkTime.Dates>of())
                .orElse(is.offDates());
        Set<DayOfWeek> days = said(in, QueueOperations.OFF_DAYS, WorkTime::weekdays, Set.<DayOfWeek>of())
                .orElse(is.offDays());
        return new WorkTime(shifts, dates, days);
    }

    private static <T> Optional<T> said(
            CommandInput in, Attribute<String> attribute, Function<String, T> parser, T none) {
        var text = cleared(in, attribute);
        if (text.isEmpty()) return Optional.empty();
        try {
            return Optional.of(text.get().isEmpty() ? none : parser.apply(text.get()));
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(attribute.name() + ": " + refused.getMessage(), refused);
        }
    }

    private static QueuePlan.Serving serving(CommandInput in, QueuePlan.Serving is) {
        return new QueuePlan.Serving(
                in.find(QueueOperations.STRATEGY).orElse(is.strategy()),
                in.find(QueueOperations.RING_TIME).orElse(is.ringTime()),
                in.find(QueueOperations.WRAP_UP).orElse(is.wrapUp()),
                in.find(QueueOperations.AUTO_READY).orElse(is.autoReady()),
                in.find(QueueOperations.WHISPER).orElse(is.whisper()),
                in.find(QueueOperations.RECORD).orElse(is.record()));
    }

    private static QueuePlan.Limits limits(CommandInput in, QueuePlan.Limits is) {
        var overflow = in.find(QueueOperations.OVERFLOW);
        var after = in.find(QueueOperations.OVERFLOW_TIME);
        var usual = is.overflow().isPresent() ? is.overflowAfter() : USUAL_OVERFLOW;
        return new QueuePlan.Limits(
                in.find(QueueOperations.MOST_CALLERS).orElse(is.maxWaiting()),
                in.find(QueueOperations.MAX_WAIT).orElse(is.maxWait()),
                overflow.isPresent() ? overflow.filter(id -> !id.isEmpty()) : is.overflow(),
                after.orElse(usual));
    }

    /** What differs from what queues usually are, by attribute. */
    static Map<String, String> said(QueuePlan plan) {
        var all = all(plan);
        all.entrySet().removeAll(all(QueuePlan.usual(plan.id())).entrySet());
        all.remove(QueueOperations.DESCRIPTION.name());
        return all;
    }

    private static Map<String, String> all(QueuePlan plan) {
        var said = new LinkedHashMap<String, String>();
        said.put(QueueOperations.WORK_TIME.name(), plan.workTime().shiftsText());
        said.put(QueueOperations.OFF_DATES.name(), plan.workTime().datesText());
        said.put(QueueOperations.OFF_DAYS.name(), plan.workTime().weekdaysText());
        said.put(QueueOperations.OFF_PROMPT.name(), plan.offWorkPrompt());
        var serving = plan.serving();
        said.put(QueueOperations.STRATEGY.name(), word(serving.strategy()));
        said.put(QueueOperations.RING_TIME.name(), seconds(serving.ringTime()));
        said.put(QueueOperations.WRAP_UP.name(), seconds(serving.wrapUp()));
        said.put(QueueOperations.AUTO_READY.name(), Boolean.toString(serving.autoReady()));
        said.put(QueueOperations.WHISPER.name(), serving.whisper());
        said.put(QueueOperations.RECORD.name(), Boolean.toString(serving.record()));
        var limits = plan.limits();
        said.put(QueueOperations.MOST_CALLERS.name(), Integer.toString(limits.maxWaiting()));
        said.put(QueueOperations.MAX_WAIT.name(), seconds(limits.maxWait()));
        limits.overflow().ifPresent(queue -> {
            said.put(QueueOperations.OVERFLOW.name(), queue);
            said.put(QueueOperations.OVERFLOW_TIME.name(), seconds(limits.overflowAfter()));
        });
        said.put(QueueOperations.ANNOUNCE.name(), seconds(plan.announcing().first()));
        said.put(
                QueueOperations.ANNOUNCE_EVERY.name(), seconds(plan.announcing().every()));
        said.put(QueueOperations.STICKY.name(), seconds(plan.sticky().memory()));
        said.put(QueueOperations.STICKY_WAIT.name(), seconds(plan.sticky().patience()));
        said.put(QueueOperations.CALL_BACK.name(), seconds(plan.callBackTime()));
        return said;
    }

    /** As the dialect writes it. */
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    private static String seconds(Duration time) {
        return Long.toString(time.toSeconds());
    }

    static QueueRefused noSuchQueue() {
        return new QueueRefused(QueueError.NO_SUCH_QUEUE);
    }
}
