package io.ringflow.ivr.database;

import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** How connections to one kind of database are had. Its text names the database for people, without secrets. */
interface Engine extends AutoCloseable {

    /** For changes of the tables, which may take long. */
    DataSource migrating();

    /** For short statements of any thread. */
    Jdbi pooled();

    /** See {@link Database#writer}. */
    Handle writer();

    @Override
    void close();
}
