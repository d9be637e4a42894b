/** What a command is, what it may do to its call, and the one list of them. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.command;
