/** The one database of a server: an embedded SQLite file, or PostgreSQL; the same tables in both. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.database;
