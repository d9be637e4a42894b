/** What is noted of calls while they live, so that a server that was killed owes nobody their end. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.ledger;
