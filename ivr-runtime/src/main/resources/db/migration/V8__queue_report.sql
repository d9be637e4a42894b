-- What happened at a queue within a quarter of an hour. Times are milliseconds since 1970, durations milliseconds.
CREATE TABLE queue_interval (
    application_id   VARCHAR(64) NOT NULL,
    queue            VARCHAR(16) NOT NULL,
    began_at         BIGINT      NOT NULL,
    entered          BIGINT      NOT NULL,
    moved_in         BIGINT      NOT NULL,
    moved_out        BIGINT      NOT NULL,
    answered         BIGINT      NOT NULL,
    answered_in_time BIGINT      NOT NULL,
    abandoned        BIGINT      NOT NULL,
    timed_out        BIGINT      NOT NULL,
    called_back      BIGINT      NOT NULL,
    otherwise_left   BIGINT      NOT NULL,
    refused          BIGINT      NOT NULL,
    answered_wait    BIGINT      NOT NULL,
    abandoned_wait   BIGINT      NOT NULL,
    longest_wait     BIGINT      NOT NULL,
    talks            BIGINT      NOT NULL,
    talk             BIGINT      NOT NULL,
    wrap_ups         BIGINT      NOT NULL,
    wrap_up          BIGINT      NOT NULL,
    PRIMARY KEY (application_id, queue, began_at)
);

CREATE INDEX queue_interval_began ON queue_interval (began_at);

-- The same of an agent, whatever queue it was for.
CREATE TABLE agent_interval (
    application_id VARCHAR(64) NOT NULL,
    agent_id       VARCHAR(16) NOT NULL,
    began_at       BIGINT      NOT NULL,
    offered        BIGINT      NOT NULL,
    answered       BIGINT      NOT NULL,
    refused        BIGINT      NOT NULL,
    preparing      BIGINT      NOT NULL,
    wrap_up        BIGINT      NOT NULL,
    ready          BIGINT      NOT NULL,
    ringing        BIGINT      NOT NULL,
    talk           BIGINT      NOT NULL,
    PRIMARY KEY (application_id, agent_id, began_at)
);

CREATE INDEX agent_interval_began ON agent_interval (began_at);
