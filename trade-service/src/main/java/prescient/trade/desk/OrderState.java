package prescient.trade.desk;

import java.util.Locale;
import prescient.money.Quantity;

/** What is known of one order of a trade, with the moves that are legal from there. */
public sealed interface OrderState {

    /** The name in the database and in JSON. */
    default String wire() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** The venue may still do something about it, or be asked to. */
    default boolean living() {
        return !(this instanceof Done || this instanceof Rejected);
    }

    /** Stored, to be sent; asking the venue twice is asking once. */
    record Pending() implements OrderState {
        Working working(String venueOrderId) {
            return new Working(venueOrderId);
        }

        Unknown unknown(String reason) {
            return new Unknown(reason);
        }

        Done done(String venueOrderId, Quantity told) {
            return new Done(venueOrderId, told);
        }

        Rejected rejected(String code, String reason) {
            return new Rejected(code, reason);
        }
    }

    /** The venue has it, and it may fill. */
    record Working(String venueOrderId) implements OrderState {
        Unknown unknown(String reason) {
            return new Unknown(reason);
        }

        Done done(Quantity told) {
            return new Done(venueOrderId, told);
        }
    }

    /** Nobody knows; the venue is asked until it says. */
    record Unknown(String reason) implements OrderState {
        Pending pending() {
            return new Pending();
        }

        Working working(String venueOrderId) {
            return new Working(venueOrderId);
        }

        Done done(String venueOrderId, Quantity told) {
            return new Done(venueOrderId, told);
        }

        Rejected rejected(String code, String reason) {
            return new Rejected(code, reason);
        }
    }

    /**
     * Nothing remains to fill.
     *
     * @param told contracts that the venue says were filled; the order is complete when its fills have brought them
     */
    record Done(String venueOrderId, Quantity told) implements OrderState {}

    /** Nothing was done. */
    record Rejected(String code, String reason) implements OrderState {}
}
