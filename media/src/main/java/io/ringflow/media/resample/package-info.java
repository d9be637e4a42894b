/** Changes of the sample rate: of streams as they go by, and of whole sounds. */
@org.jspecify.annotations.NullMarked
package io.ringflow.media.resample;
