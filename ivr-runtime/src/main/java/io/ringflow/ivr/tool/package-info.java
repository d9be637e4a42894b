/** {@code ./ringflow flow}: tools for whoever writes an application and has neither a server nor a phone at hand. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.tool;
