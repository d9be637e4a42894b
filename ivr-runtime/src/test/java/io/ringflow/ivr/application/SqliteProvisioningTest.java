package io.ringflow.ivr.application;

import io.ringflow.ivr.database.Database;

class SqliteProvisioningTest extends ProvisioningContract {

    @Override
    Database open() {
        return Database.embedded(directory.resolve("ringflow.db"));
    }
}
