package prescient.signal.entry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request for a trade, stored before it is sent.
 *
 * @param submittedAt when it was decided; the cooldown of its market and side begins here
 * @param code why it was denied, null when it was not
 * @param detail likewise, for people
 * @param taken whether trade-service said that it has it; not stored, since asking again tells
 */
record Intent(
        TradeRequest request,
        Status status,
        @Nullable String code,
        @Nullable String detail,
        Instant submittedAt,
        boolean taken) {

    /** What became of it; written in lower case. */
    enum Status {
        OPEN,
        ACCEPTED,
        DENIED,
        UNANSWERED
    }

    /** The desk's word for a living position of this market and side. */
    private static final String POSITION_EXISTS = "POSITION_EXISTS";

    String key() {
        return key(request.ticker(), request.side());
    }

    static String key(String ticker, String side) {
        return ticker + " " + side;
    }

    /** True when its market and side were entered, whoever did it. */
    boolean entered() {
        return status == Status.ACCEPTED || (status == Status.DENIED && POSITION_EXISTS.equals(code));
    }

    /** True while it may have become a position that nobody knows of. */
    boolean inDoubt() {
        return status == Status.OPEN || status == Status.UNANSWERED;
    }

    static Intent open(TradeRequest request, Instant now) {
        return new Intent(request, Status.OPEN, null, null, now, false);
    }

    Intent ended(Status as, @Nullable String why, @Nullable String more) {
        return new Intent(request, as, why, more, submittedAt, taken);
    }

    Intent asTaken() {
        return new Intent(request, status, code, detail, submittedAt, true);
    }
}
