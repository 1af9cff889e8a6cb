package prescient.portfolio.booking;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of a fill or a settlement. */
enum BookingOutcome {
    @JsonProperty("booked")
    BOOKED,
    /** The same content was booked before; nothing changed and the stored result is answered. */
    @JsonProperty("repeated")
    REPEATED,
    @JsonProperty("refused")
    REFUSED
}
