/** What tests compare with and count: golden files, allocated bytes, leaks, transcripts. */
@NullMarked
package io.ringflow.testkit.junit;

import org.jspecify.annotations.NullMarked;
