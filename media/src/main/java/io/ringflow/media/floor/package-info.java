/** Push to talk: who has the floor of a conference in which one talks at a time. */
@NullMarked
package io.ringflow.media.floor;

import org.jspecify.annotations.NullMarked;
