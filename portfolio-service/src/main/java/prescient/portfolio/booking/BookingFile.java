package prescient.portfolio.booking;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import prescient.cutover.Changed;
import prescient.money.Money;
import prescient.paper.FreeCash;
import prescient.portfolio.books.Books;
import prescient.portfolio.books.Draft;
import prescient.portfolio.books.Hold;
import prescient.portfolio.books.PortfolioFeature;

/** Decides as the functions of {@code R__booking.sql} do, on the books of the legacy file. */
@ApplicationScoped
class BookingFile {

    private final PortfolioFeature feature;
    private final InstantSource clock;

    BookingFile(PortfolioFeature feature, InstantSource clock) {
        this.feature = feature;
        this.clock = clock;
    }

    Changed<List<Reservation.Result>> reserve(List<Reservation> items) {
        return feature.live().change(draft -> {
            var now = now();
            var results = new ArrayList<Reservation.Result>();
            for (var item : items) {
                var outcome = reserve(draft, item, now);
                var header = draft.header();
                results.add(new Reservation.Result(
                        item.orderId(),
                        outcome,
                        item.portfolioId() == Books.PORTFOLIO
                                ? header.balance().minus(header.reserved())
                                : Money.ZERO));
            }
            return List.copyOf(results);
        });
    }

    private static Reservation.Outcome reserve(Draft draft, Reservation item, Instant now) {
        var known = draft.hold(item.orderId());
        if (known != null) {
            return again(known, item);
        }
        var header = draft.header();
        if (item.portfolioId() != Books.PORTFOLIO) {
            return refused(draft, item, Reservation.Outcome.PORTFOLIO_NOT_FOUND, now);
        }
        if (!header.settings().status().equals("active")) {
            return refused(draft, item, Reservation.Outcome.PORTFOLIO_NOT_ACTIVE, now);
        }
        if (!new FreeCash(header.balance(), header.reserved()).covers(item.amount())) {
            return refused(draft, item, Reservation.Outcome.INSUFFICIENT_CASH, now);
        }
        draft.put(Hold.open(item.orderId(), item.portfolioId(), item.amount(), now));
        draft.header(header.with(Money.ZERO, item.amount(), Money.ZERO, 0, Money.ZERO, now));
        return Reservation.Outcome.RESERVED;
    }

    /** The answer to a repeat is the one that was given before. */
    private static Reservation.Outcome again(Hold known, Reservation item) {
        if (known.portfolioId() != item.portfolioId() || !known.amount().equals(item.amount())) {
            return Reservation.Outcome.CONTENT_DIFFERS;
        }
        var refusal = known.refusal();
        if (refusal != null) {
            return Reservation.Outcome.valueOf(refusal.toUpperCase(Locale.ROOT));
        }
        return known.status().equals("released") ? Reservation.Outcome.RELEASED : Reservation.Outcome.RESERVED;
    }

    private static Reservation.Outcome refused(
            Draft draft, Reservation item, Reservation.Outcome outcome, Instant now) {
        var word = outcome.name().toLowerCase(Locale.ROOT);
        draft.put(Hold.refused(item.orderId(), item.portfolioId(), item.amount(), word, now));
        return outcome;
    }

    Changed<Integer> release(List<String> orderIds) {
        return feature.live().change(draft -> {
            var now = now();
            int released = 0;
            for (var orderId : orderIds) {
                var hold = draft.hold(orderId);
                if (hold != null && hold.isOpen()) {
                    draft.put(hold.ended("released", now));
                    draft.header(
                            draft.header().with(Money.ZERO, hold.amount().negated(), Money.ZERO, 0, Money.ZERO, now));
                    released++;
                }
            }
            return released;
        });
    }

    Changed<List<Fill.Result>> fill(List<Fill> items) {
        return feature.live().change(draft -> {
            var booking = new FillBooking(draft, now());
            return items.stream().map(booking::book).toList();
        });
    }

    Changed<List<Settlement.Result>> settle(List<Settlement> items) {
        return feature.live().change(draft -> {
            var booking = new SettlementBooking(draft, now());
            return items.stream().map(booking::book).toList();
        });
    }

    /** In microseconds, as the database keeps times. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
