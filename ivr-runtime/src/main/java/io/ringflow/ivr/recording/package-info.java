/** Recordings on disk: begun, kept with a manifest, played back, given out by signed URLs, and deleted in time. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.recording;
