package prescient.portfolio.books;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;

/**
 * The books of portfolio 1 in memory. Not safe for concurrent use: {@link PortfolioFile} hands them out one reader or
 * writer at a time.
 */
public final class Books {

    /** The portfolio of the legacy files. */
    public static final int PORTFOLIO = 1;

    /** What it starts with. */
    public static final Money CAPITAL = Money.of("10000.00");

    /** Whoever repeats an order does so within minutes. */
    private static final int ENDED_HOLDS = 10_000;

    private final Map<String, Holding> holdings = new LinkedHashMap<>();
    private final Map<String, Hold> holds = new LinkedHashMap<>();
    private final Map<String, Booking> bookings = new HashMap<>();
    private Header header;
    private long last;

    Books(Header header, List<Holding> holdings, Collection<Hold> holds) {
        this.header = header;
        header.bookings().forEach(this::know);
        holdings.forEach(this::put);
        holds.forEach(hold -> this.holds.put(hold.orderId(), hold));
    }

    public Header header() {
        return header;
    }

    /** All positions in the file's order. */
    public Collection<Holding> holdings() {
        return holdings.values();
    }

    /** The open positions in the file's order. */
    public Stream<Holding> open() {
        return holdings.values().stream().filter(Holding::isOpen);
    }

    /** All reservations and refusals, oldest first. */
    public Collection<Hold> holds() {
        return holds.values();
    }

    /** All ledger transactions in the order of booking. */
    public List<Booking> bookings() {
        return bookings.values().stream()
                .sorted(java.util.Comparator.comparingLong(Booking::number))
                .toList();
    }

    public @Nullable Holding holding(String tradeId) {
        return holdings.get(tradeId);
    }

    public @Nullable Hold hold(String orderId) {
        return holds.get(orderId);
    }

    public @Nullable Booking booking(String id) {
        return bookings.get(id);
    }

    /** Sum of a figure over the open positions. */
    public Money sum(Function<Holding, Money> figure) {
        return open().map(figure).reduce(Money.ZERO, Money::plus);
    }

    /** What the open positions cost. */
    public Money positionsCost() {
        return sum(holding -> holding.lot().cost());
    }

    /** What they are worth more than that, at their last prices. */
    public Money unrealized() {
        return sum(holding -> holding.worth().currentPnl());
    }

    public int openPositions() {
        return (int) open().count();
    }

    /** The number of the newest booking. */
    long lastNumber() {
        return last;
    }

    void apply(Draft draft) {
        header = draft.header();
        header.bookings().forEach(this::know);
        draft.holdings().forEach(this::put);
        draft.holds().forEach(hold -> holds.put(hold.orderId(), hold));
    }

    /** Drops the oldest reservations that have ended, beyond those that repeats may still ask for. */
    void forget() {
        var ended = holds.values().stream().filter(hold -> !hold.isOpen()).toList();
        ended.stream().limit(Math.max(0, ended.size() - ENDED_HOLDS)).forEach(hold -> holds.remove(hold.orderId()));
    }

    private void put(Holding holding) {
        holdings.put(holding.trade().tradeId(), holding);
        holding.bookings().forEach(this::know);
    }

    private void know(Booking booking) {
        bookings.put(booking.id(), booking);
        last = Math.max(last, booking.number());
    }
}
