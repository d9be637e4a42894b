-- Of a call that was in the call centre: the last queue (empty: none), the last agent, milliseconds of waiting.
ALTER TABLE call_record ADD COLUMN queue_id VARCHAR(16);
ALTER TABLE call_record ADD COLUMN agent_id VARCHAR(64);
ALTER TABLE call_record ADD COLUMN queue_wait BIGINT;
