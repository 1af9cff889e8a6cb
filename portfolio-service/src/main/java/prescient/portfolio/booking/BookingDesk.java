package prescient.portfolio.booking;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import prescient.batch.BatchLimits;
import prescient.batch.Batcher;
import prescient.database.DatabaseFailure;
import prescient.problem.Refused;
import prescient.trail.Trail;

/**
 * Commits together what arrives together, whichever request it came with. The store decides; here only the order is
 * kept: a batch that uses an id, an order or a trade twice is cut there, and the rest runs after it.
 */
@Startup // so that its meters are there from the start
@ApplicationScoped
class BookingDesk {

    private final BookingStore store;
    private final BookingMeters meters;
    private final Batcher<Reservation, Reservation.Result> reservations;
    private final Batcher<Fill, Fill.Result> fills;
    private final Batcher<Settlement, Settlement.Result> settlements;

    BookingDesk(BookingStore store, BookingMeters meters) {
        this.store = store;
        this.meters = meters;
        this.reservations = batcher("reservation", store::reserve, r -> List.of(r.orderId()));
        this.fills = batcher(
                "fill",
                store::fill,
                f -> List.of("fill " + f.fillId(), "order " + f.orderId(), "trade " + f.tradeId()));
        this.settlements = batcher(
                "settlement", store::settle, s -> List.of("settlement " + s.settlementId(), "trade " + s.tradeId()));
    }

    Uni<List<Reservation.Result>> reserve(List<Reservation> items) {
        return reservations.submitAll(items);
    }

    Uni<Integer> release(List<String> orderIds) {
        return orderIds.isEmpty() ? Uni.createFrom().item(0) : store.release(orderIds);
    }

    Uni<List<Fill.Result>> fill(List<Fill> items) {
        return fills.submitAll(items).invoke(results -> tell(items, results));
    }

    Uni<List<Settlement.Result>> settle(List<Settlement> items) {
        return settlements.submitAll(items);
    }

    private static void tell(List<Fill> items, List<Fill.Result> results) {
        for (int i = 0; Trail.isOn() && i < items.size(); i++) {
            var fill = items.get(i);
            Trail.of("fillId", fill.fillId())
                    .and("orderId", fill.orderId())
                    .and("tradeId", fill.tradeId())
                    .and("status", results.get(i).outcome().name().toLowerCase(Locale.ROOT))
                    .and("code", results.get(i).code())
                    .tell("fill booked");
        }
    }

    private <I, O> Batcher<I, O> batcher(
            String kind, Function<List<I>, Uni<List<O>>> statement, Function<I, List<String>> keysOf) {
        var batcher = new Batcher<I, O>(
                BatchLimits.USUAL,
                batch -> {
                    meters.batch(kind, batch.size());
                    return inOrder(withoutRepeats(batch, keysOf), statement);
                },
                failure -> !DatabaseFailure.isOutage(failure) && !(failure instanceof Refused));
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
