package io.ringflow.ivr.flow;

import io.ringflow.ivr.database.Database;

class DurableNotifierSocketTest extends DurableNotifierContract {

    @Override
    Database openDatabase() {
        return Database.embedded(directory.resolve("ringflow.db"));
    }
}
