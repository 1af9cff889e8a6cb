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
    NON_FINITE;

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
                "kind must be http_429, http_500, slow, cut_body, invalid_json, duplicate_page, reorder_page"
                        + " or non_finite, not '"
                        + text + "'");
    }
}
