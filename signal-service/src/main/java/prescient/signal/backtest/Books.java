package prescient.signal.backtest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.paper.FreeCash;
import prescient.paper.PaperMatch;
import prescient.paper.Payout;
import prescient.signal.market.ScaledPrice;
import prescient.signal.strategy.Action;
import prescient.signal.strategy.Advice;

/** The books of one replay: cash and what it bought, one exposure a market. One thread. */
final class Books {

    /** Place of a market that is not held. */
    private static final int NONE = -1;

    private static final BigDecimal MOST = BigDecimal.valueOf(ScaledPrice.MOST_SHARES);

    private final Recording recording;
    private final List<TradeLine> trades = new ArrayList<>();
    /** Of each market: its open trade's number. */
    private final int[] held;

    private final List<Held> open = new ArrayList<>();

    /**
     * An open trade.
     *
     * @param number of the trade
     * @param shares in 10<sup>-12</sup> shares; -1 when there are too many to be valued as whole numbers
     */
    private record Held(int number, int market, boolean yes, long shares) {}

    private Money cash;
    private Money fees = Money.ZERO;
    private Money realized = Money.ZERO;

    Books(Recording recording, Money cash) {
        this.recording = recording;
        this.cash = cash;
        this.held = new int[recording.markets.size()];
        Arrays.fill(held, NONE);
    }

    /**
     * Whether an order of so many dollars can be paid; nothing is ever reserved, since each order ends before the
     * next.
     */
    boolean covers(Money amount) {
        return new FreeCash(cash, Money.ZERO).covers(amount);
    }

    void open(int market, Advice advice, Price price, Instant at) {
        var match = PaperMatch.opening(advice.amount(), price);
        cash = cash.minus(match.amount()).minus(match.fee());
        fees = fees.plus(match.fee());
        held[market] = trades.size();
        var scaled = match.shares().shares().movePointRight(Quantity.MAX_SCALE);
        boolean small = scaled.compareTo(MOST) <= 0;
        open.add(new Held(
                trades.size(), market, advice.action() == Action.BUY_YES, small ? scaled.longValueExact() : -1));
        trades.add(new TradeLine(
                trades.size(),
                advice.candidate().marketId(),
                String.valueOf(advice.candidate().question()),
                advice.action(),
                at,
                match.price(),
                match.shares(),
                match.amount(),
                match.fee(),
                advice.confidence(),
                advice.reason(),
                null,
                null,
                null,
                null));
    }

    /** Pays for a market that was decided, if it is held. */
    void settle(int market, String resolution, Instant at) {
        int number = held[market];
        if (number == NONE) {
            return;
        }
        var trade = trades.get(number);
        var rule = Payout.of(trade.action() == Action.BUY_YES, resolution);
        var paid = rule.of(trade.shares());
        cash = cash.plus(paid);
        realized = realized.plus(paid).minus(trade.amount());
        trades.set(number, trade.settled(at, rule.name().toLowerCase(Locale.ROOT), paid));
        held[market] = NONE;
        open.removeIf(one -> one.number() == number);
    }

    /**
     * What it is worth after a cycle.
     *
     * @param latest of each market, its last row
     */
    EquityPoint value(int[] latest, Instant at) {
        long micros = 0;
        var others = Money.ZERO;
        for (var one : open) {
            int last = latest[one.market()];
            // Mostly it has prices, and then the other column, which nothing else reads, is left alone.
            int row = recording.yes[last] == ScaledPrice.NONE ? recording.priced[last] : last;
            long price = one.yes() ? recording.yes[row] : recording.no[row];
            if (one.shares() >= 0 && ScaledPrice.isPlain(price)) {
                micros += ScaledPrice.micros(one.shares(), price);
            } else {
                var shares = trades.get(one.number()).shares();
                others = others.plus(shares.valueAt(recording.price(row, one.yes())));
            }
        }
        var positions = others.plus(new Money(BigDecimal.valueOf(micros, Money.MAX_SCALE)));
        return new EquityPoint(at, cash, positions, cash.plus(positions), open.size());
    }

    /** Dollars that what is open cost. */
    Money openCost() {
        return open.stream().map(one -> trades.get(one.number()).amount()).reduce(Money.ZERO, Money::plus);
    }

    int openPositions() {
        return open.size();
    }

    Money fees() {
        return fees;
    }

    Money realized() {
        return realized;
    }

    /** All trades in the order of opening. */
    List<TradeLine> trades() {
        return List.copyOf(trades);
    }

    /** How many trades ended so; null for all that are open. */
    int count(@Nullable String result) {
        return (int) trades.stream()
                .filter(trade -> Objects.equals(trade.result(), result))
                .count();
    }
}
