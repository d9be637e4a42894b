package io.ringflow.ivr.cdr;

import java.util.List;
import java.util.Optional;

/**
 * Some call records, in order.
 *
 * @param next where the next page begins; empty: there is none
 */
public record CallRecordPage(List<CallRecord> records, Optional<CallRecordCursor> next) {}
