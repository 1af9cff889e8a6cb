package prescient.venuesim;

import java.time.Instant;
import java.util.ArrayDeque;

/**
 * What the account holds of one market. Amounts are hundredths of a cent, counts hundredths of a contract. Contracts of
 * the other side net with the oldest held, and each pair pays a dollar. Not safe for many threads.
 */
final class KalshiHolding {

    private static final long DOLLAR = 10_000;

    private record Lot(long hundredths, long price) {}

    private final ArrayDeque<Lot> lots = new ArrayDeque<>();
    private boolean isYes;
    private long traded;
    private long realized;
    private long fees;
    private final long[] bought = new long[2];
    private final long[] costs = new long[2];
    private Instant lastAt = Instant.EPOCH;

    /** Takes a fill and answers the cash it moves: cost and fee out, a dollar for each pair in. */
    long take(boolean yes, long hundredths, long price, long fee, Instant at) {
        lastAt = at;
        traded += cost(hundredths, price);
        fees += fee;
        bought[yes ? 1 : 0] += hundredths;
        costs[yes ? 1 : 0] += cost(hundredths, price);
        long left = hundredths;
        long paired = 0;
        while (left > 0 && !lots.isEmpty() && isYes != yes) {
            var oldest = lots.removeFirst();
            long netted = Math.min(left, oldest.hundredths());
            if (oldest.hundredths() > netted) {
                lots.addFirst(new Lot(oldest.hundredths() - netted, oldest.price()));
            }
            realized += cost(netted, DOLLAR) - cost(netted, oldest.price()) - cost(netted, price);
            paired += netted;
            left -= netted;
        }
        if (left > 0) {
            lots.addLast(new Lot(left, price));
            isYes = yes;
        }
        return cost(paired, DOLLAR) - cost(hundredths, price) - fee;
    }

    /** Contracts, YES above zero. */
    long position() {
        long held = lots.stream().mapToLong(Lot::hundredths).sum();
        return isYes ? held : -held;
    }

    long exposure() {
        return lots.stream()
                .mapToLong(lot -> cost(lot.hundredths(), lot.price()))
                .sum();
    }

    /** What a decided market pays for what is left. */
    long revenue(boolean yesHolds) {
        return isYes == yesHolds ? cost(Math.abs(position()), DOLLAR) : 0;
    }

    long traded() {
        return traded;
    }

    long realized() {
        return realized;
    }

    long fees() {
        return fees;
    }

    long bought(boolean yes) {
        return bought[yes ? 1 : 0];
    }

    long cost(boolean yes) {
        return costs[yes ? 1 : 0];
    }

    Instant lastAt() {
        return lastAt;
    }

    private static long cost(long hundredths, long price) {
        return hundredths * price / 100;
    }
}
