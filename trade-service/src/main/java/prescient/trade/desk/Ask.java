package prescient.trade.desk;

import java.util.Locale;

/** What the venue is asked about an order. */
enum Ask {
    SUBMIT,
    FIND,
    CANCEL;

    /** The kind of the message that tells of it. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
