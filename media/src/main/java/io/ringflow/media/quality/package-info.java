/** What a call sounded like, computed from what the network did to it. */
@org.jspecify.annotations.NullMarked
package io.ringflow.media.quality;
