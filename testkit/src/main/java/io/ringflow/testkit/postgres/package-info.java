/** A real PostgreSQL for tests. */
@org.jspecify.annotations.NullMarked
package io.ringflow.testkit.postgres;
