package prescient.trade.desk;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.venue.Answer;
import prescient.trade.venue.Page;
import prescient.trade.venue.TimeInForce;
import prescient.trade.venue.Venue;
import prescient.trade.venue.VenueFill;
import prescient.trade.venue.VenueOrder;
import prescient.trade.venue.VenueSettlement;

/**
 * A venue that does what a test tells it. Without a plan it fills what is asked for, whole and at the limit. It knows
 * every client order id once, and answers the next questions as planned.
 */
public class FakeVenue implements Venue {

    /** What becomes of an order that arrives. */
    interface Matching {
        /** The parts that fill at once, each a count; what remains rests or is cancelled by its time in force. */
        List<BigDecimal> parts(VenueOrder order);
    }

    /** What became of an order. */
    public static final class Kept {
        final VenueOrder order;
        boolean working;
        boolean rejected;
        BigDecimal filled = BigDecimal.ZERO;

        Kept(VenueOrder order) {
            this.order = order;
        }
    }

    public final Map<String, Kept> orders = new LinkedHashMap<>();
    final List<VenueFill> fills = new ArrayList<>();
    public final List<VenueSettlement> settlements = new ArrayList<>();
    public final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    final Deque<UnaryOperator<Uni<Answer>>> spoiled = new ArrayDeque<>();
    Matching matching = order -> List.of(order.count().shares());
    UnaryOperator<Price> priced = limit -> limit;
    Money fee = Money.of("0.01");
    public boolean rejecting;
    boolean silentFills;

    private final InstantSource clock;

    FakeVenue(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String environment() {
        return "simulation";
    }

    /** The next question's answer is lost on the way back. */
    void loseAnswer() {
        spoiled.add(answer -> answer.map(known -> new Answer.Unknown("timed out")));
    }

    /** The next question never arrives. */
    void loseQuestion() {
        spoiled.add(answer -> null);
    }

    private Uni<Answer> answer(String question, Uni<Answer> answer) {
        asked.add(question);
        var spoil = spoiled.poll();
        var spoiltAnswer = spoil == null ? answer : spoil.apply(answer);
        return spoiltAnswer == null ? Uni.createFrom().item(new Answer.Unknown("not sent")) : spoiltAnswer;
    }

    @Override
    public Uni<Answer> submit(VenueOrder order) {
        return answer("submit " + order.clientOrderId(), Uni.createFrom().item(() -> taken(order)));
    }

    private Answer taken(VenueOrder order) {
        var known = orders.get(order.clientOrderId());
        if (known != null) {
            if (!known.order.equals(order)) {
                throw new AssertionError("another order under one id: " + known.order + " and " + order);
            }
            return state(known);
        }
        var kept = new Kept(order);
        orders.put(order.clientOrderId(), kept);
        if (rejecting) {
            kept.rejected = true;
            return state(kept);
        }
        for (var part : matching.parts(order)) {
            fill(order.clientOrderId(), part);
        }
        kept.working = kept.filled.compareTo(order.count().shares()) < 0
                && order.timeInForce() == TimeInForce.GOOD_TILL_CANCELED;
        return state(kept);
    }

    /** The order gets contracts, whatever the venue said of it before. */
    void fill(String clientOrderId, BigDecimal count) {
        var kept = orders.get(clientOrderId);
        kept.filled = kept.filled.add(count);
        kept.working = kept.working && kept.filled.compareTo(kept.order.count().shares()) < 0;
        fills.add(new VenueFill(
                "f" + fills.size(),
                clientOrderId,
                kept.order.ticker(),
                kept.order.side(),
                new Quantity(count),
                priced.apply(kept.order.limit()),
                fee,
                clock.instant()));
    }

    private static Answer state(Kept kept) {
        var filled = new Quantity(kept.filled);
        if (kept.rejected) {
            return new Answer.Rejected("INSUFFICIENT_BALANCE", "not enough cash");
        }
        var id = "v-" + kept.order.clientOrderId();
        return kept.working
                ? new Answer.Working(
                        id, filled, new Quantity(kept.order.count().shares().subtract(kept.filled)))
                : new Answer.Done(id, filled);
    }

    @Override
    public Uni<Answer> find(String clientOrderId) {
        return answer("find " + clientOrderId, Uni.createFrom().item(() -> {
            var kept = orders.get(clientOrderId);
            return kept == null ? new Answer.NotFound() : state(kept);
        }));
    }

    @Override
    public Uni<Answer> cancel(String clientOrderId) {
        return answer("cancel " + clientOrderId, Uni.createFrom().item(() -> {
            var kept = orders.get(clientOrderId);
            if (kept == null) {
                return new Answer.NotFound();
            }
            kept.working = false;
            return state(kept);
        }));
    }

    @Override
    public Uni<Page<VenueFill>> fills(String cursor, int limit) {
        return silentFills
                ? Uni.createFrom().failure(new IllegalStateException("no fills"))
                : page(fills, cursor, limit);
    }

    @Override
    public Uni<Page<VenueSettlement>> settlements(String cursor, int limit) {
        return page(settlements, cursor, limit);
    }

    private static <T> Uni<Page<T>> page(List<T> all, String cursor, int limit) {
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        int to = Math.min(all.size(), from + limit);
        return Uni.createFrom()
                .item(new Page<>(List.copyOf(all.subList(from, to)), to == 0 ? null : String.valueOf(to)));
    }
}
