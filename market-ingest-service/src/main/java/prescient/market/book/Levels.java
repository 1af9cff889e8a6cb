package prescient.market.book;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Bids of one side. Immutable.
 *
 * @param contracts by price in dollars, best first
 */
record Levels(NavigableMap<BigDecimal, BigDecimal> contracts) {

    static final Levels NONE = new Levels(new TreeMap<>(Comparator.reverseOrder()));

    Levels {
        var copy = new TreeMap<BigDecimal, BigDecimal>(Comparator.reverseOrder());
        copy.putAll(contracts);
        contracts = Collections.unmodifiableNavigableMap(copy);
    }

    /** With so many contracts more at a price, or fewer; a level that has none left is gone. */
    Levels change(BigDecimal price, BigDecimal by) {
        var changed = new TreeMap<>(contracts);
        var count = changed.merge(price, by, BigDecimal::add);
        if (count.signum() <= 0) {
            changed.remove(price);
        }
        return new Levels(changed);
    }

    /** Pairs of price and contracts, best first. */
    List<List<BigDecimal>> pairs() {
        return contracts.entrySet().stream()
                .map(level -> List.of(level.getKey(), level.getValue()))
                .toList();
    }

    /** What the bids of the other side ask for this one: a dollar less each price, best first. */
    List<List<BigDecimal>> asAsks() {
        return contracts.entrySet().stream()
                .map(level -> List.of(BigDecimal.ONE.subtract(level.getKey()), level.getValue()))
                .toList();
    }
}
