/** The prompts that applications sent us, and where a call's prompts are looked for. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.prompt;
