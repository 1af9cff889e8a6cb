package prescient.venuesim;

import java.util.Locale;

/** What can go wrong with an answer. */
enum FaultKind {
    /** 429 instead of the answer. */
    HTTP_429,
    /** 500 instead of the answer. */
    HTTP_500,
    /** The right answer, late. */
    SLOW,
    /** The connection ends in the middle of the body. */
    CUT_BODY,
    /** A complete answer whose body is half a JSON document. */
    INVALID_JSON,
    /** The page is served a second time. */
    DUPLICATE_PAGE,
    /** The items of the page come in reverse order. */
    REORDER_PAGE,
    /** Temperatures and prices are no finite numbers. */
    NON_FINITE,
    /** The socket is closed. */
    CUT_SOCKET,
    /** The socket stays open and nothing comes any more. */
    SILENT_SOCKET,
    /** The message comes twice. */
    DUPLICATE_MESSAGE,
    /** The message comes after the one that follows it. */
    REORDER_MESSAGE,
    /** The message never comes. */
    DROP_MESSAGE;

    /** What a fault may hit. */
    enum Target {
        ANSWER,
        HANDSHAKE,
        MESSAGE
    }

    boolean hits(Target target) {
        return switch (this) {
            case HTTP_429, HTTP_500 -> target != Target.MESSAGE;
            case CUT_BODY, INVALID_JSON, DUPLICATE_PAGE, REORDER_PAGE, NON_FINITE -> target == Target.ANSWER;
            case SLOW -> target != Target.HANDSHAKE;
            case CUT_SOCKET, SILENT_SOCKET, DUPLICATE_MESSAGE, REORDER_MESSAGE, DROP_MESSAGE ->
                target == Target.MESSAGE;
        };
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FaultKind parse(String text) {
        for (var kind : values()) {
            if (kind.wireName().equals(text)) {
                return kind;
            }
        }
        throw new Refusal(
                400,
                "kind must be http_429, http_500, slow, cut_body, invalid_json, duplicate_page, reorder_page,"
                        + " non_finite, cut_socket, silent_socket, duplicate_message, reorder_message"
                        + " or drop_message, not '"
                        + text + "'");
    }
}
