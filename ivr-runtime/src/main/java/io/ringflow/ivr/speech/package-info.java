/** Text to sound: who speaks, what has been spoken before and is kept, how numbers and dates are read out. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.speech;
