package prescient.trade.simulation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;
import prescient.trade.simulation.State.Spot;
import prescient.trade.simulation.State.Taken;

/**
 * What is left of the books. A book does not know of our fills, so what was taken from a level is remembered, and stays
 * taken until the level shows another number of contracts, or is known to have changed since. One thread.
 */
final class Depth {

    private final Map<Spot, Taken> taken = new HashMap<>();
    private final Map<Spot, Taken> changed = new LinkedHashMap<>();

    Depth(List<Taken> levels) {
        levels.forEach(level -> taken.put(level.spot(), level));
    }

    /**
     * A part of a level.
     *
     * @param shown contracts of all who stand at this price
     * @param before of them, what had been taken before
     * @param count contracts taken now, from one who stands there
     */
    record Take(
            Spot spot,
            BigDecimal shown,
            BigDecimal before,
            BigDecimal count,
            @Nullable Instant since) {}

    /** What the order finds at its limit or better: best price first, then who came first; never more than is left. */
    List<Take> takes(QueuedOrder order, Book book) {
        var offers = book.offers(order.side());
        var shown = new HashMap<Price, BigDecimal>();
        var since = new HashMap<Price, Instant>();
        for (var offer : offers) {
            shown.merge(offer.price(), offer.count().shares(), BigDecimal::add);
            var changed = offer.since();
            if (changed != null) {
                since.merge(offer.price(), changed, (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        var gone = new HashMap<Price, BigDecimal>();
        var before = new HashMap<Price, BigDecimal>();
        var takes = new ArrayList<Take>();
        var left = order.remaining().shares();
        for (var offer : offers) {
            if (left.signum() == 0 || offer.price().compareTo(order.limitPrice()) > 0) {
                break;
            }
            var price = offer.price();
            var all = shown.getOrDefault(price, BigDecimal.ZERO);
            var spot = new Spot(order.ticker(), order.side(), price);
            var changed = since.get(price);
            var skipped = gone.computeIfAbsent(price, first -> taken(spot, all, changed));
            var sofar = before.computeIfAbsent(price, first -> taken(spot, all, changed));
            // Who came first was taken first.
            var missing = skipped.min(offer.count().shares());
            gone.put(price, skipped.subtract(missing));
            var count = offer.count().shares().subtract(missing).min(left);
            if (count.signum() > 0) {
                takes.add(new Take(spot, all, sofar, count, changed));
                before.put(price, sofar.add(count));
                left = left.subtract(count);
            }
        }
        return takes;
    }

    /** Remembers that it is gone. */
    void take(Take take) {
        var spot = take.spot();
        var level = new Taken(
                spot.ticker(),
                spot.side(),
                spot.price(),
                take.shown(),
                take.before().add(take.count()),
                take.since());
        taken.put(spot, level);
        changed.put(spot, level);
    }

    List<Taken> changed() {
        return List.copyOf(changed.values());
    }

    private BigDecimal taken(Spot spot, BigDecimal shown, @Nullable Instant since) {
        var level = taken.get(spot);
        if (level == null || level.shown().compareTo(shown) != 0) {
            return BigDecimal.ZERO;
        }
        var before = level.since();
        boolean refreshed = since != null && (before == null || since.isAfter(before));
        return refreshed ? BigDecimal.ZERO : level.taken();
    }
}
