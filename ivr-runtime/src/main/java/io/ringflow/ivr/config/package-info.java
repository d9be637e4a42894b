/** Text to validated records: every key, its bounds, and all problems at once with file and line. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.config;
