/** The commands of the dialect, one record a file: what each may say, and what it does. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.command.builtin;
