/** How digits, quantities, money and dates are read out, in Mandarin and in English. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.speech.reading;
