package io.ringflow.ivr.queue;

/**
 * Why something about agents or queues can't be had. A closed set: it is a metric label, and the codes are public (D16;
 * 104024, 108026 and 108027 are the cloud's).
 */
public enum QueueError {
    ALREADY_READY("104024", "the agent is ready already"),
    IN_A_CALL("104025", "the agent is being called, or in a talk"),
    NOT_READY("104026", "the agent is not ready"),
    ALREADY_ON_DUTY("108026", "the agent is on duty already"),
    NOT_ON_DUTY("108027", "the agent is not on duty"),
    NO_SUCH_QUEUE("108028", "there is no such queue"),
    QUEUE_EXISTS("108029", "there is such a queue already"),
    DEFAULT_QUEUE("108030", "the default queue can not be deleted"),
    OFF_WORK("108031", "the queue is outside its working time"),
    QUEUE_FULL("108032", "as many wait in the queue as may"),
    NOT_OF_QUEUE("108033", "the agent does not serve the queue"),
    AGENTS_OFF("108034", "the application's switch for agents is off"),
    TOO_MANY_QUEUES("108035", "there are as many queues as there may be"),
    TOO_MANY_AGENTS("108036", "as many agents are on duty as may be"),
    ALREADY_WAITING("108037", "the call waits in a queue already"),
    OTHER_NUMBER("108038", "the agent is on duty with another number"),
    NOT_WITH_AGENT("108039", "the call does not talk with such an agent"),
    TALKS_ALREADY("108040", "the call talks with an agent already");

    private final String code;
    private final String sentence;

    QueueError(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** The six digits that the application is told. */
    public String code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }
}
