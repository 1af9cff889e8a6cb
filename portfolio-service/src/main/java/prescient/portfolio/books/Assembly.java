package prescient.portfolio.books;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;

/**
 * Puts books together from the file and what is kept beside it. What only the file tells is booked as an import, and
 * cash that no booking explains as an adjustment, so that the books always balance and always say what the file says.
 */
final class Assembly {

    private final ZoneId zone;
    private final SideState side;
    private final List<Holding> holdings = new ArrayList<>();
    private long number;

    /** @param zone of the file's local times */
    Assembly(ZoneId zone, SideState side) {
        this.zone = zone;
        this.side = side;
        this.number = side.positions().values().stream()
                        .flatMap(notes -> Notes.bookings(notes.getOrDefault(Notes.BOOKINGS, "[]")).stream())
                        .mapToLong(Booking::number)
                        .max()
                        .orElse(0)
                + headerBookings().size()
                + 1;
    }

    /** The books of a portfolio that nobody has written yet. */
    Books fresh(Instant now) {
        var capital = opening(now);
        var header = new Header(
                Books.CAPITAL,
                reserved(),
                Money.ZERO,
                0,
                Money.ZERO,
                now,
                now,
                null,
                0,
                new Header.Offsets(BigDecimal.ZERO, BigDecimal.ZERO, 0),
                side.settings(),
                List.of(capital),
                JsonNodeFactory.instance.objectNode());
        return new Books(header, List.of(), side.holds());
    }

    /** The books of a file. @throws IllegalArgumentException that says which record is wrong and why */
    Books of(ObjectNode document) {
        var legacy = withoutPositions(document);
        var form = LegacyHeader.of(legacy, zone);
        addPositions(document);
        refuseLosses();
        var bookings = new ArrayList<>(headerBookings());
        if (bookings.isEmpty()) {
            bookings.add(opening(form.createdAt()));
        }
        var cash = cash(bookings);
        var gap = LegacyFields.exact(form.balance()).minus(cash);
        if (!gap.equals(Money.ZERO)) {
            bookings.add(Booking.fromOutside(
                    ++number, adjustmentId(bookings.size(), gap), "adjustment", form.updatedAt(), gap));
            cash = cash.plus(gap);
        }
        var invested = invested();
        int trades = holdings.size();
        var updated = side.updatedAt();
        var header = new Header(
                cash,
                reserved(),
                invested,
                trades,
                realized(),
                form.createdAt(),
                updated == null ? form.updatedAt() : updated,
                form.pricedAt(),
                form.profit(),
                new Header.Offsets(
                        form.balance().subtract(cash.amount()),
                        form.invested().subtract(invested.amount()),
                        form.trades() - trades),
                side.settings(),
                bookings,
                legacy);
        return new Books(header, holdings, side.holds());
    }

    /** The id of an adjustment after so many bookings of no position; another amount is another adjustment. */
    static String adjustmentId(int bookingsBefore, Money gap) {
        return "adjustment:" + Books.PORTFOLIO + "-" + bookingsBefore + ":" + gap;
    }

    static ObjectNode withoutPositions(ObjectNode document) {
        var header = JsonNodeFactory.instance.objectNode();
        header.setAll(document);
        header.remove("positions");
        return header;
    }

    private void addPositions(ObjectNode document) {
        var positions = document.path("positions");
        if (!positions.isArray()) {
            throw new IllegalArgumentException("positions is not a list");
        }
        var seen = new HashSet<String>();
        for (var node : positions) {
            int place = holdings.size();
            try {
                if (!(node instanceof ObjectNode legacy)) {
                    throw new IllegalArgumentException("it is no object");
                }
                var form = LegacyPosition.of(legacy, zone);
                if (!seen.add(form.tradeId())) {
                    throw new IllegalArgumentException("trade_id " + form.tradeId() + " was there before");
                }
                holdings.add(holding(place, legacy, form));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("position " + (place + 1) + ": " + wrong.getMessage(), wrong);
            }
        }
    }

    private Holding holding(int place, ObjectNode legacy, LegacyPosition form) {
        var notes = side.positions().get(form.tradeId());
        if (notes != null) {
            var noted = Notes.holding(place, legacy, form, notes, zone);
            if (side.known() || agrees(noted, form)) {
                return noted;
            }
        }
        var derived = Notes.holding(place, legacy, form, number + 1);
        number += derived.bookings().size();
        return derived;
    }

    /** Whether notes can belong to a position that somebody else may have written. */
    private static boolean agrees(Holding noted, LegacyPosition form) {
        var opened = noted.bookings().stream()
                .filter(Booking::isOpen)
                .map(Booking::cost)
                .reduce(Money.ZERO, Money::plus);
        boolean holds = noted.lot().shares().shares().signum() > 0;
        return opened.equals(form.amount()) && holds == form.status().equals("open");
    }

    /** What was booked here must not vanish because another program wrote the file from what it had read before. */
    private void refuseLosses() {
        if (side.known()) {
            return;
        }
        var there = new HashSet<String>();
        holdings.forEach(holding -> there.add(holding.trade().tradeId()));
        for (var trade : side.positions().keySet()) {
            if (!there.contains(trade)) {
                throw FileProblem.LEGACY_FILE_HAS_OTHER_WRITER.with(
                        "portfolio.json was written by somebody else and does not hold " + trade + " any more");
            }
        }
    }

    private List<Booking> headerBookings() {
        @Nullable Map<String, String> notes = side.header();
        return notes == null ? List.of() : Notes.bookings(notes.getOrDefault(Notes.BOOKINGS, "[]"));
    }

    private static Booking opening(Instant at) {
        return Booking.fromOutside(1, "capital:" + Books.PORTFOLIO, "capital", at, Books.CAPITAL);
    }

    private Money cash(List<Booking> outside) {
        var cash = Money.ZERO;
        for (var booking : outside) {
            cash = cash.plus(booking.cash());
        }
        for (var holding : holdings) {
            for (var booking : holding.bookings()) {
                cash = cash.plus(booking.cash());
            }
        }
        return cash;
    }

    private Money invested() {
        return holdings.stream()
                .flatMap(holding -> holding.bookings().stream())
                .filter(Booking::isOpen)
                .map(Booking::cost)
                .reduce(Money.ZERO, Money::plus);
    }

    private Money realized() {
        return holdings.stream()
                .flatMap(holding -> holding.bookings().stream())
                .map(booking -> booking.gain().negated())
                .reduce(Money.ZERO, Money::plus);
    }

    private Money reserved() {
        return side.holds().stream().filter(Hold::isOpen).map(Hold::amount).reduce(Money.ZERO, Money::plus);
    }
}
