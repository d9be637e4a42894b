package io.ringflow.ivr.room;

import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.builtin.CreateConf;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Plans as applications write them. */
final class RoomPlans {

    private RoomPlans() {}

    /** @param attributes names and values of CreateConf, by turns */
    static RoomPlan plan(String... attributes) {
        Map<String, String> said = new HashMap<>();
        for (int i = 0; i < attributes.length; i += 2) said.put(attributes[i], attributes[i + 1]);
        return CreateConf.SPEC
                .maker()
                .apply(new CommandInput(said, "", Optional.empty()))
                .plan();
    }
}
