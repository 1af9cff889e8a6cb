package prescient.portfolio.booking;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import prescient.batch.BatchLimits;
import prescient.batch.Batcher;
import prescient.database.DatabaseFailure;

/**
 * Commits together what arrives together, whichever request it came with. The database decides; here only the order is
 * kept: a batch that uses an id, an order or a trade twice is cut there, and the rest runs after it.
 */
@ApplicationScoped
class BookingDesk {

    private final BookingTable table;
    private final BookingMeters meters;
    private final Batcher<Reservation, Reservation.Result> reservations;
    private final Batcher<Fill, Fill.Result> fills;
    private final Batcher<Settlement, Settlement.Result> settlements;

    BookingDesk(BookingTable table, BookingMeters meters) {
        this.table = table;
        this.meters = meters;
        this.reservations = batcher("reservation", table::reserve, r -> List.of(r.orderId()));
        this.fills = batcher(
                "fill",
                table::fill,
                f -> List.of("fill " + f.fillId(), "order " + f.orderId(), "trade " + f.tradeId()));
        this.settlements = batcher(
                "settlement", table::settle, s -> List.of("settlement " + s.settlementId(), "trade " + s.tradeId()));
    }

    Uni<List<Reservation.Result>> reserve(List<Reservation> items) {
        return reservations.submitAll(items);
    }

    Uni<Integer> release(List<String> orderIds) {
        return orderIds.isEmpty() ? Uni.createFrom().item(0) : table.release(orderIds);
    }

    Uni<List<Fill.Result>> fill(List<Fill> items) {
        return fills.submitAll(items);
    }

    Uni<List<Settlement.Result>> settle(List<Settlement> items) {
        return settlements.submitAll(items);
    }

    private <I, O> Batcher<I, O> batcher(
            String kind, Function<List<I>, Uni<List<O>>> statement, Function<I, List<String>> keysOf) {
        var batcher = new Batcher<I, O>(
                BatchLimits.USUAL,
                batch -> {
                    meters.batch(kind, batch.size());
                    return inOrder(withoutRepeats(batch, keysOf), statement);
                },
                failure -> !DatabaseFailure.isOutage(failure));
        meters.queue(kind, batcher::queued);
        return batcher;
    }

    private static <I, O> Uni<List<O>> inOrder(List<List<I>> runs, Function<List<I>, Uni<List<O>>> statement) {
        if (runs.size() == 1) {
            return statement.apply(runs.getFirst());
        }
        var answers = Uni.createFrom().<List<O>>item(new ArrayList<>());
        for (var run : runs) {
            answers = answers.flatMap(before -> statement.apply(run).map(now -> {
                before.addAll(now);
                return before;
            }));
        }
        return answers;
    }

    /** The batch in runs that keep its order and have no key twice; one run in all but rare cases. */
    static <I> List<List<I>> withoutRepeats(List<I> batch, Function<I, List<String>> keysOf) {
        var runs = new ArrayList<List<I>>();
        var run = new ArrayList<I>();
        var seen = new HashSet<String>();
        for (var item : batch) {
            var keys = keysOf.apply(item);
            if (keys.stream().anyMatch(seen::contains)) {
                runs.add(run);
                run = new ArrayList<>();
                seen.clear();
            }
            run.add(item);
            seen.addAll(keys);
        }
        runs.add(run);
        return runs;
    }
}
