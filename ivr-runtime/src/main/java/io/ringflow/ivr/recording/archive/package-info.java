/** Recordings in an S3-compatible store: uploaded off the call path from durable rows, given out from there, deleted. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.recording.archive;
