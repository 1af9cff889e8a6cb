package prescient.portfolio.books;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;

/**
 * A batch that is being decided: the books and what the batch changes in them so far. Nothing counts until
 * {@link PortfolioFile#change} has written it.
 */
public final class Draft {

    private final Books books;
    private final Map<String, Holding> holdings = new LinkedHashMap<>();
    private final Map<String, Hold> holds = new LinkedHashMap<>();
    private final Map<String, Booking> bookings = new LinkedHashMap<>();
    private Header header;
    private boolean touched;

    Draft(Books books) {
        this.books = books;
        this.header = books.header();
    }

    /** The books as they were before. */
    public Books before() {
        return books;
    }

    public Header header() {
        return header;
    }

    public @Nullable Holding holding(String tradeId) {
        var changed = holdings.get(tradeId);
        return changed == null ? books.holding(tradeId) : changed;
    }

    public @Nullable Hold hold(String orderId) {
        var changed = holds.get(orderId);
        return changed == null ? books.hold(orderId) : changed;
    }

    public @Nullable Booking booking(String id) {
        var changed = bookings.get(id);
        return changed == null ? books.booking(id) : changed;
    }

    /** For the next booking. */
    public long nextNumber() {
        return books.lastNumber() + bookings.size() + 1;
    }

    /** For the next new position. */
    public long nextPlace() {
        return books.holdings().size()
                + holdings.keySet().stream()
                        .filter(id -> books.holding(id) == null)
                        .count();
    }

    public void header(Header next) {
        header = next;
        touched = true;
    }

    public void put(Hold hold) {
        holds.put(hold.orderId(), hold);
    }

    public void put(Holding holding) {
        holdings.put(holding.trade().tradeId(), holding);
    }

    /** A position after one more booking. */
    public void book(Holding holding, Booking booking) {
        bookings.put(booking.id(), booking);
        put(holding);
    }

    /** The changed positions, first changed first. */
    Collection<Holding> holdings() {
        return holdings.values();
    }

    Collection<Hold> holds() {
        return holds.values();
    }

    /** All positions as they are after the batch, in the file's order. */
    List<Holding> all() {
        var all = new ArrayList<Holding>();
        for (var holding : books.holdings()) {
            all.add(holdings.getOrDefault(holding.trade().tradeId(), holding));
        }
        for (var holding : holdings.values()) {
            if (books.holding(holding.trade().tradeId()) == null) {
                all.add(holding);
            }
        }
        return all;
    }

    /** Reservations and settings have no place in the file; a file that is not there is written with whatever comes. */
    boolean changesFile() {
        return !holdings.isEmpty()
                || books.header().legacy().isEmpty()
                || !Objects.equals(header.lastPriceUpdate(), books.header().lastPriceUpdate());
    }

    /** Puts what has changed into the objects of the file. */
    void writeForms(ZoneId zone) {
        header = header.with(header.form().into(header.legacy(), zone));
        holdings.replaceAll((id, holding) -> {
            var form = holding.form();
            var legacy = holding.legacy();
            boolean same = !legacy.isEmpty() && LegacyPosition.of(legacy, zone).equals(form);
            return same ? holding : holding.with(form.into(legacy, zone));
        });
    }

    /** What all open reservations hold. */
    Money held() {
        var all = new LinkedHashMap<String, Hold>();
        books.holds().forEach(hold -> all.put(hold.orderId(), hold));
        all.putAll(holds);
        return all.values().stream().filter(Hold::isOpen).map(Hold::amount).reduce(Money.ZERO, Money::plus);
    }

    boolean isEmpty() {
        return !touched && holdings.isEmpty() && holds.isEmpty();
    }
}
