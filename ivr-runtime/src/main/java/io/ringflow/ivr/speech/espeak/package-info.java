/** Speech by espeak-ng, a program of the machine: works without a network, in Mandarin, English and many more. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.speech.espeak;
