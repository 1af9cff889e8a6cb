package prescient.trade.stop;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The orders that are remembered, oldest first: the newest, and older ones that still count. Two replicas, or a file
 * and a table, know together what either of them knows, so no order is lost wherever it was given. Immutable.
 */
record StopOrders(List<StopOrder> all) {

    /** Enough to know an order again that is repeated. */
    static final int REMEMBERED = 100;

    static final StopOrders NONE = new StopOrders(List.of());

    /** Of two orders of one time the stop counts. */
    private static final Comparator<StopOrder> ORDER = Comparator.comparing(StopOrder::at)
            .thenComparing(order -> !order.actions().contains(StopAction.RELEASE))
            .thenComparing(StopOrder::id);

    StopOrders {
        all = List.copyOf(all);
    }

    StopOrders and(Collection<StopOrder> more) {
        var byId = new LinkedHashMap<String, StopOrder>();
        all.forEach(order -> byId.put(order.id(), order));
        more.forEach(order -> byId.merge(order.id(), order, StopOrder::and));
        return new StopOrders(kept(dropped(byId.values().stream().sorted(ORDER).toList())));
    }

    /** Never forgotten are what decides whether trading is stopped, and what is still to be carried out. */
    private static List<StopOrder> kept(List<StopOrder> sorted) {
        int old = sorted.size() - REMEMBERED;
        var decision = new StopOrders(sorted).decision();
        return IntStream.range(0, sorted.size())
                .filter(i -> i >= old
                        || !sorted.get(i).finished()
                        || decision.filter(sorted.get(i)::equals).isPresent())
                .mapToObj(sorted::get)
                .toList();
    }

    /** A release ends what older orders have not done yet. */
    private static List<StopOrder> dropped(List<StopOrder> sorted) {
        int release = sorted.size() - 1;
        while (release >= 0 && !sorted.get(release).actions().contains(StopAction.RELEASE)) {
            release--;
        }
        int last = release;
        return IntStream.range(0, sorted.size())
                .mapToObj(i -> i < last ? sorted.get(i).drop() : sorted.get(i))
                .toList();
    }

    Optional<StopOrder> find(String id) {
        return all.stream().filter(order -> order.id().equals(id)).findFirst();
    }

    /** The order that keeps entries away, if they are kept away. */
    Optional<StopOrder> stop() {
        return decision().filter(order -> order.actions().contains(StopAction.STOP_ENTRIES));
    }

    private Optional<StopOrder> decision() {
        return all.reversed().stream()
                .filter(order -> order.actions().contains(StopAction.STOP_ENTRIES)
                        || order.actions().contains(StopAction.RELEASE))
                .findFirst();
    }

    /** A time behind all of them. */
    Instant next(Instant now) {
        if (all.isEmpty() || now.isAfter(all.getLast().at())) {
            return now;
        }
        return all.getLast().at().plusNanos(1000);
    }
}
