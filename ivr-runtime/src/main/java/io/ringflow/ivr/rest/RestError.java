package io.ringflow.ivr.rest;

/**
 * Why a request is not done, for reasons of the request itself or of this server (D16): 106xxx files, 107481 calls that are
 * not there, 111xxx requests and who sends them. Conferences have codes of their own.
 */
public enum RestError {
    NOT_A_SOUND("106400", 400, "The file is not one that could be played: wav or mp3, or a zip of such."),
    BAD_FILE_NAME("106401", 400, "The file's name does not do."),
    BAD_ZIP("106402", 400, "The zip can't be unpacked, or holds what it should not."),
    NOT_RECORDED("106409", 409, "Nothing is being recorded of the call."),
    FILE_TOO_LARGE("106413", 413, "The file, or what the zip unpacks to, is too large."),
    NO_SPACE("106507", 507, "The application's space for prompts is used up."),
    NO_SUCH_FILE("106404", 404, "The application has no such recording, or no such prompt of its own."),
    NO_SUCH_CALL("107481", 404, "The application has no such call, or had it too long ago."),
    BAD_REQUEST(
            "111400", 400, "The request is none: not well-formed, or something in it is missing, unknown or wrong."),
    NOT_AUTHENTICATED("111401", 401, "There is no Authorization, or it can't be read."),
    BAD_SIGNATURE("111402", 401, "The signature or key is not that of an account."),
    NOT_ALLOWED("111403", 403, "The account may not do this, or not act on this application."),
    NO_SUCH_PATH("111404", 404, "There is no such path or operation."),
    BAD_METHOD("111405", 405, "The path is asked by another method."),
    TOO_SLOW("111408", 408, "The body did not come in time."),
    TAKEN_BEFORE("111409", 409, "The same request with the same signature was taken before."),
    TIMESTAMP("111410", 401, "The timestamp is too far from this server's time."),
    NO_SUCH_ACCOUNT("111411", 401, "There is no such account."),
    NO_SUCH_APPLICATION("111412", 404, "There is no such application."),
    TOO_LARGE("111413", 413, "The body is larger than 64 kB."),
    NO_SUCH_NUMBER("111414", 404, "There is no such access number."),
    BAD_TYPE("111415", 415, "The body is of a Content-Type that the path does not take."),
    NO_SUCH_VOIP_ACCOUNT("111416", 404, "There is no such VoIP account."),
    BAD_DOCUMENT("111421", 422, "The document is not one that may run; nothing of it does."),
    OTHER_REQUEST("111422", 422, "The Idempotency-Key was used for another request before."),
    IN_PROGRESS(
            "111423", 409, "A request with the same Idempotency-Key is not done yet, or nobody knows whether it was."),
    TAKEN("111424", 409, "The id, the number or the account belongs to another already."),
    READ_ONLY("111425", 409, "It stands in applications.conf, and is changed there."),
    IN_USE("111426", 409, "It still belongs to an application."),
    TOO_MANY_STREAMS("111427", 429, "As many event streams are open as may be."),
    TOO_MANY_FAILURES("111429", 429, "Too many requests from this address failed to authenticate."),
    FAULT("111500", 500, "A fault of this server; its log has more."),
    NOT_HERE("111501", 501, "The operation is one of the dialect that this server does not have.");

    private final String code;
    private final int httpStatus;
    private final String sentence;

    RestError(String code, int httpStatus, String sentence) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.sentence = sentence;
    }

    /** {@code statusCode} of the answer. */
    public String code() {
        return code;
    }

    /** Status of the HTTP answer to clients that look at it. */
    public int httpStatus() {
        return httpStatus;
    }

    public String sentence() {
        return sentence;
    }
}
