package prescient.venuesim;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything the seed decided about a market; its state at any instant follows from it.
 *
 * @param leaning log-odds around which the price of the first outcome wanders
 * @param liquidity millionths of a dollar, around which the book's depth wanders
 * @param volume millionths of a dollar traded by the end
 * @param scale decimals of the tick: 2 or 3
 */
record MarketPlan(
        String id,
        Flaw flaw,
        Noise noise,
        Instant start,
        Instant end,
        Outcome outcome,
        double leaning,
        long liquidity,
        long volume,
        int scale) {

    private static final long MINUTE = 60_000;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final double OVERROUND_SHARE = 0.01;
    private static final double LONG_DECIMALS_SHARE = 0.02;

    boolean traded() {
        return flaw != Flaw.NEVER_TRADED;
    }

    boolean closed(Instant at, @Nullable MarketOverride byHand) {
        if (byHand != null && byHand.closed() != null) {
            return byHand.closed();
        }
        return !at.isBefore(end);
    }

    MarketState stateAt(Instant at, @Nullable MarketOverride byHand) {
        boolean closed = closed(at, byHand);
        var seen = lastChange(at);
        boolean ended = !at.isBefore(end);
        var quote = !traded() ? null : ended ? outcome.quote() : quoteAt(seen);
        var updated = ended ? end : seen;
        if (byHand != null && rules(byHand, ended)) {
            quote = byHand.quote() != null ? byHand.quote() : quote;
            updated = byHand.since();
        }
        long depth = closed || !traded() ? 0 : depthAt(seen);
        long traded = volumeBy(at.isBefore(end) ? seen : at);
        long dayBefore = volumeBy((at.isBefore(end) ? seen : at).minusMillis(DAY));
        return new MarketState(closed, updated, quote, depth, traded, traded - dayBefore);
    }

    /** A price set by hand holds until the market ends; one set after that, or with open or closed, holds for ever. */
    private boolean rules(MarketOverride byHand, boolean ended) {
        return !ended || byHand.closed() != null || !byHand.since().isBefore(end);
    }

    /**
     * Prices stand still between changes, as real ones do: each market moves in its own rhythm of 1 to 30 minutes. One
     * that nobody trades never changes.
     */
    private Instant lastChange(Instant at) {
        if (!traded() || at.isBefore(start)) {
            return start;
        }
        long beat = MINUTE * (1 + noise.below(30, Trait.RHYTHM));
        long sinceStart = at.toEpochMilli() - start.toEpochMilli();
        return start.plusMillis(sinceStart - sinceStart % beat);
    }

    private Quote quoteAt(Instant at) {
        double chance = PricePath.chance(this, at);
        int spread = 1 + noise.below(3, Trait.SPREAD);
        boolean lastWasSale = noise.uniform(Trait.LAST, at.toEpochMilli()) < 0.5;
        var quote = Quote.trading(chance, scale, spread, lastWasSale);
        double oddity = noise.uniform(Trait.ODDITY, 0);
        if (oddity < OVERROUND_SHARE) {
            // The two sides do not always add up to one.
            return quote.withOutcomes(
                    quote.yes(),
                    quote.no().add(BigDecimal.ONE.movePointLeft(scale)).min(BigDecimal.ONE));
        }
        if (oddity < OVERROUND_SHARE + LONG_DECIMALS_SHARE) {
            // Old markets of the venue have no ticks and show 16 decimals.
            var exact = new BigDecimal(chance).setScale(16, RoundingMode.HALF_EVEN);
            return quote.withOutcomes(exact, BigDecimal.ONE.subtract(exact));
        }
        return quote;
    }

    private long depthAt(Instant at) {
        double days = (at.toEpochMilli() - start.toEpochMilli()) / (double) DAY;
        return (long) (liquidity * (1 + 0.15 * noise.wave(Trait.DEPTH, days)));
    }

    /** Grows evenly from a fifth at the start to the whole at the end. */
    private long volumeBy(Instant at) {
        double life = end.toEpochMilli() - start.toEpochMilli();
        double progress = Math.clamp((at.toEpochMilli() - start.toEpochMilli()) / life, 0, 1);
        return traded() ? (long) (volume * (0.2 + 0.8 * progress)) : 0;
    }
}
