package prescient.trade.simulation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import prescient.money.Money;
import prescient.money.Quantity;
import prescient.trade.simulation.Outcome.CashKind;
import prescient.trade.simulation.Outcome.CashRow;
import prescient.trade.simulation.Outcome.FillRow;
import prescient.trade.simulation.Outcome.MarketRow;
import prescient.trade.simulation.QueuedOrder.Status;
import prescient.trade.venue.CashRule;
import prescient.trade.venue.FeeSchedule;
import prescient.trade.venue.Liquidity;
import prescient.trade.venue.TimeInForce;

/**
 * Decides one batch of orders, one after the other, without any I/O: the same input gives the same outcome. Used once,
 * by one thread.
 */
final class Matching {

    private final State state;
    private final Map<String, Book> books;
    private final MatchRules rules;
    private final Instant now;
    private final Depth depth;

    private final Map<String, State.Position> positions = new HashMap<>();
    private final Map<String, State.Position> changed = new LinkedHashMap<>();
    private final Map<String, MarketRow> markets = new LinkedHashMap<>();
    private final List<QueuedOrder.Change> orders = new ArrayList<>();
    private final List<FillRow> fills = new ArrayList<>();
    private final List<CashRow> cash = new ArrayList<>();
    private final List<String> waiting = new ArrayList<>();
    private long fillSeq;
    private long cashSeq;
    private Money balance;
    private Money held;

    /**
     * @param books by ticker; a market without one is absent
     * @param now when the books are looked at: the time of all fills
     */
    Matching(State state, Map<String, Book> books, MatchRules rules, Instant now) {
        this.state = state;
        this.books = books;
        this.rules = rules;
        this.now = now;
        this.depth = new Depth(state.levels());
        this.fillSeq = state.fillSeq();
        this.cashSeq = state.cashSeq();
        this.balance = state.balance();
        this.held = state.held();
        state.positions().forEach(position -> positions.put(position.ticker(), position));
    }

    Outcome decide() {
        state.orders().forEach(this::decide);
        return new Outcome(
                state.version(),
                fillSeq,
                cashSeq,
                balance,
                orders,
                fills,
                cash,
                List.copyOf(changed.values()),
                depth.changed(),
                List.copyOf(markets.values()),
                waiting);
    }

    private void decide(QueuedOrder order) {
        var book = books.get(order.ticker());
        boolean resting = order.status() == Status.RESTING;
        if (resting) {
            held = held.minus(order.held());
        }
        if (book == null) {
            if (resting || now.isBefore(order.dueAt().plus(rules.bookPatience()))) {
                waiting.add(order.clientOrderId());
                held = resting ? held.plus(order.held()) : held;
            } else {
                end(order, Refusal.NO_BOOK);
            }
            return;
        }
        if (book.closedAt(now)) {
            end(order, Refusal.MARKET_CLOSED);
            return;
        }
        if (!book.grid().has(order.limitPrice().value())) {
            end(order, Refusal.OFF_TICK);
            return;
        }
        var takes = depth.takes(order, book);
        var found = takes.stream().map(take -> take.count()).reduce(BigDecimal.ZERO, BigDecimal::add);
        var left = order.remaining().shares().subtract(found);
        if (order.timeInForce() == TimeInForce.FILL_OR_KILL && left.signum() > 0) {
            change(order, Status.CANCELED, Refusal.NOT_FILLED, order.filled().shares(), order.feeCarried());
            return;
        }
        boolean rests = left.signum() > 0 && order.timeInForce() == TimeInForce.GOOD_TILL_CANCELED;
        var plan = plan(order, takes, resting ? Liquidity.MAKER : Liquidity.TAKER);
        var hold = rests ? new Quantity(left).valueAt(order.limitPrice()) : Money.ZERO;
        if (balance.minus(held).plus(plan.cash()).minus(hold).isNegative()) {
            end(order, Refusal.INSUFFICIENT_BALANCE);
            return;
        }
        held = held.plus(hold);
        var carried = book(order, book, plan);
        var filled = order.filled().shares().add(found);
        if (left.signum() == 0) {
            change(order, Status.FILLED, null, filled, carried);
        } else if (rests) {
            if (found.signum() > 0 || !resting) {
                change(order, Status.RESTING, null, filled, carried);
            }
        } else {
            change(order, Status.CANCELED, Refusal.NOT_FILLED, filled, carried);
        }
    }

    /** What the fills of an order would be; nothing is booked yet. */
    private MatchPlan plan(QueuedOrder order, List<Depth.Take> takes, Liquidity liquidity) {
        var schedule = state.fees().at(rules.venue(), series(order.ticker()), now);
        return MatchPlan.of(order, position(order.ticker()), takes, liquidity, schedule);
    }

    /** Books the fills; answers what of the fees' rounding is carried on. */
    private Money book(QueuedOrder order, Book book, MatchPlan plan) {
        var carried = order.feeCarried();
        for (var step : plan.steps()) {
            fillSeq += rules.sequenceStep();
            var id = "SIM-" + fillSeq;
            fills.add(new FillRow(
                    fillSeq,
                    id,
                    order.clientOrderId(),
                    order.ticker(),
                    order.side(),
                    step.count(),
                    step.price(),
                    step.charge().fee(),
                    step.pairs(),
                    plan.liquidity(),
                    now,
                    new Outcome.Evidence(
                            new Outcome.LevelTaken(
                                    book.at(),
                                    step.take().spot().price(),
                                    step.take().shown(),
                                    step.take().before()),
                            evidence(plan.schedule(), step),
                            Outcome.LatencyTaken.of(order, rules.seed(), now))));
            move(CashKind.BOUGHT, id, order.ticker(), step.bought());
            if (step.pairs().shares().signum() > 0) {
                move(CashKind.NETTED, id, order.ticker(), CashRule.netted(step.pairs()));
            }
            depth.take(step.take());
            var position =
                    position(order.ticker()).plus(order.side(), step.count().shares());
            positions.put(order.ticker(), position);
            changed.put(order.ticker(), position);
            carried = step.charge().carried();
        }
        var close = book.closeTime();
        if (!plan.steps().isEmpty() && close != null) {
            var latency = LatencyProfile.SETTLEMENT.draw(rules.seed(), order.ticker());
            markets.put(order.ticker(), new MarketRow(order.ticker(), close, close.plus(latency)));
        }
        return carried;
    }

    private static Outcome.FeeTaken evidence(FeeSchedule schedule, MatchPlan.Step step) {
        var charge = step.charge();
        return new Outcome.FeeTaken(
                schedule.name(),
                schedule.rule().name(),
                charge.trade(),
                charge.rounding(),
                charge.rebate(),
                charge.carried());
    }

    private void move(CashKind kind, String ref, String ticker, Money amount) {
        balance = balance.plus(amount);
        cashSeq++;
        cash.add(new CashRow(cashSeq, kind, ref, ticker, amount, balance, now));
    }

    /** Ends an order a rule stops: one that has been looked at before keeps its fills. */
    private void end(QueuedOrder order, Refusal why) {
        var status = order.status() == Status.RESTING || why == Refusal.NO_BOOK ? Status.CANCELED : Status.REJECTED;
        change(order, status, why, order.filled().shares(), order.feeCarried());
    }

    private void change(
            QueuedOrder order,
            Status status,
            @org.jspecify.annotations.Nullable Refusal why,
            BigDecimal filled,
            Money carried) {
        orders.add(new QueuedOrder.Change(
                order.clientOrderId(),
                status,
                why == null ? null : why.name(),
                why == null ? null : why.reason(),
                filled,
                carried));
    }

    private State.Position position(String ticker) {
        return positions.getOrDefault(ticker, State.Position.none(ticker));
    }

    /** The part of a ticker before its first dash. */
    static String series(String ticker) {
        int dash = ticker.indexOf('-');
        return dash < 0 ? ticker : ticker.substring(0, dash);
    }
}
