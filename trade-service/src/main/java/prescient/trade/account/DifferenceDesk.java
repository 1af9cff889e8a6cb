package prescient.trade.account;

import static prescient.trade.account.WalkDesk.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.account.DifferenceTable.Figure;
import prescient.trade.account.DifferenceTable.OpenFill;
import prescient.trade.account.DifferenceTable.Told;
import prescient.trade.account.SyncReport.Difference;
import prescient.trade.venue.PositionFold;
import prescient.trade.venue.VenueFill;

/**
 * Compares the positions that follow from our fills with those the venue told. A difference is a value that is stored
 * and reported, never a reason to change a row: either side may be the one that is wrong. Blocks; belongs on a virtual
 * thread.
 */
@ApplicationScoped
class DifferenceDesk {

    private final DifferenceTable table;

    DifferenceDesk(DifferenceTable table) {
        this.table = table;
    }

    /** What differs now, stored in place of what differed before. */
    List<Difference> of(String environment, Instant at) {
        var feeless = new HashSet<String>();
        var derived = derived(await(table.openFills(environment)), feeless);
        var figures = new ArrayList<Figure>();
        for (var told : await(table.told(environment))) {
            var ours = derived.remove(told.ticker());
            compare(figures, told, ours == null ? PositionFold.EMPTY : ours, feeless);
        }
        // The venue leaves out markets that are over or were netted; one that is held and left out is a difference.
        derived.forEach((ticker, ours) -> {
            if (ours.position().signum() != 0) {
                figures.add(new Figure(ticker, "position", ours.position(), BigDecimal.ZERO));
            }
        });
        return await(table.replace(environment, figures, at));
    }

    /** @param feeless takes the markets with a fill whose fee nobody told */
    private static Map<String, PositionFold> derived(List<OpenFill> fills, Set<String> feeless) {
        var positions = new TreeMap<String, PositionFold>();
        for (var fill : fills) {
            if (fill.fee() == null) {
                feeless.add(fill.ticker());
            }
            var before = positions.getOrDefault(fill.ticker(), PositionFold.EMPTY);
            positions.put(fill.ticker(), before.after(venueFill(fill)).position());
        }
        return positions;
    }

    private static VenueFill venueFill(OpenFill fill) {
        return new VenueFill(
                fill.fillId(),
                "",
                fill.ticker(),
                fill.side(),
                new Quantity(fill.count()),
                new Price(fill.price()),
                fill.fee() == null ? Money.ZERO : new Money(fill.fee()),
                fill.filledAt());
    }

    private static void compare(List<Figure> figures, Told told, PositionFold ours, Set<String> feeless) {
        compare(figures, told.ticker(), "position", ours.position(), told.position());
        compare(figures, told.ticker(), "market_exposure", ours.exposure().amount(), told.exposure());
        compare(figures, told.ticker(), "total_traded", ours.traded().amount(), told.traded());
        compare(figures, told.ticker(), "realized_pnl", ours.realized().amount(), told.realizedPnl());
        if (!feeless.contains(told.ticker())) {
            compare(figures, told.ticker(), "fees_paid", ours.fees().amount(), told.fees());
        }
    }

    private static void compare(
            List<Figure> figures, String ticker, String field, BigDecimal ours, @Nullable BigDecimal told) {
        if (told != null && ours.compareTo(told) != 0) {
            figures.add(new Figure(ticker, field, ours, told));
        }
    }
}
