package prescient.venuesim;

import org.jspecify.annotations.Nullable;

/** An event or a market as the venue tells it. */
sealed interface Item permits GeneratedEvent, GeneratedMarket, TapeEvent, TapeMarket {

    /** Null when the venue forgot it. */
    @Nullable String id();

    boolean closed(Moment moment);

    /** Appends the JSON object. */
    void appendTo(StringBuilder json, Moment moment);
}
