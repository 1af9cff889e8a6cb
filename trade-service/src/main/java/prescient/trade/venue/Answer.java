package prescient.trade.venue;

import prescient.money.Quantity;

/** What a venue says about one order. Counts are for people: fills are booked from the pages of fills only. */
public sealed interface Answer {

    /** Taken, and may still fill. */
    record Working(String venueOrderId, Quantity filled, Quantity remaining) implements Answer {}

    /** Nothing remains to fill. */
    record Done(String venueOrderId, Quantity filled) implements Answer {}

    /** Nothing was or will be done. */
    record Rejected(String code, String reason) implements Answer {}

    /** The venue does not know the id. */
    record NotFound() implements Answer {}

    /** Nobody knows; never a rejection. */
    record Unknown(String reason) implements Answer {}
}
