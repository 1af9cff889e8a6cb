package prescient.portfolio.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Changed;
import prescient.money.Money;
import prescient.portfolio.books.Booking;
import prescient.portfolio.books.Books;
import prescient.portfolio.books.Hold;
import prescient.portfolio.books.PortfolioFeature;

/** The books of the legacy file, and the proof that cash, what positions cost and what was gained add up. */
@ApplicationScoped
class LedgerFile {

    /** More entries than a transaction has, so that numbers of entries follow the order of booking. */
    private static final int ENTRIES = 10;

    /** As many as the database's check tells. */
    private static final int DIFFERENCES = 100;

    private final PortfolioFeature feature;

    LedgerFile(PortfolioFeature feature) {
        this.feature = feature;
    }

    LedgerReport check() {
        return feature.live().ask(LedgerFile::report);
    }

    /** What is in memory is a projection of the disk. */
    Changed<Boolean> rebuild(int portfolioId) {
        if (portfolioId != Books.PORTFOLIO) {
            return Changed.nothing(false);
        }
        feature.live().forget();
        return Changed.nothing(true);
    }

    List<LedgerEntry> entries(EntryFilter filter, long afterId, int limit) {
        if (filter.portfolioId() != null && filter.portfolioId() != Books.PORTFOLIO) {
            return List.of();
        }
        return feature.live()
                .ask(books -> books.bookings().stream()
                        .filter(filter::takes)
                        .flatMap(LedgerFile::entries)
                        .filter(entry -> entry.entryId() > afterId)
                        .limit(limit)
                        .toList());
    }

    private static Stream<LedgerEntry> entries(Booking booking) {
        var entries = new ArrayList<LedgerEntry>();
        booking.entries()
                .forEach((account, amount) -> entries.add(new LedgerEntry(
                        booking.number() * ENTRIES + entries.size(),
                        booking.id(),
                        Books.PORTFOLIO,
                        booking.kind(),
                        account,
                        amount,
                        booking.at())));
        return entries.stream();
    }

    private static LedgerReport report(Books books) {
        var bookings = books.bookings();
        var accounts = new HashMap<String, Money>();
        var differences = new ArrayList<LedgerReport.Difference>();
        long entries = 0;
        for (var booking : bookings) {
            var own = booking.entries();
            own.forEach((account, amount) -> accounts.merge(account, amount, Money::plus));
            entries += own.size();
            var sum = own.values().stream().reduce(Money.ZERO, Money::plus);
            compare(differences, "transaction", booking.id(), Money.ZERO, sum);
        }
        for (var holding : books.holdings()) {
            var id = holding.trade().tradeId();
            var booked = accounts.getOrDefault("position:" + id, Money.ZERO);
            compare(differences, "position", id, booked, holding.lot().cost());
        }
        compareFigures(differences, books, accounts);
        var sum = accounts.values().stream().reduce(Money.ZERO, Money::plus);
        return new LedgerReport(
                differences.isEmpty() && sum.equals(Money.ZERO), sum, bookings.size(), entries, first(differences));
    }

    private static List<LedgerReport.Difference> first(List<LedgerReport.Difference> differences) {
        return List.copyOf(differences.subList(0, Math.min(DIFFERENCES, differences.size())));
    }

    private static void compareFigures(
            List<LedgerReport.Difference> differences, Books books, Map<String, Money> accounts) {
        var header = books.header();
        var held = books.holds().stream().filter(Hold::isOpen).map(Hold::amount).reduce(Money.ZERO, Money::plus);
        var gained = accounts.getOrDefault("realized_pnl", Money.ZERO).negated();
        compare(differences, "cash", null, accounts.getOrDefault("cash", Money.ZERO), header.balance());
        compare(differences, "realized_pnl", null, gained, header.realized());
        compare(differences, "reserved", null, held, header.reserved());
        // Capital and adjustments are what came in; it is in cash, in positions, spent on fees or lost.
        var cameIn = accounts.getOrDefault("capital", Money.ZERO)
                .plus(accounts.getOrDefault("adjustment", Money.ZERO))
                .negated();
        var isThere = header.balance()
                .plus(books.positionsCost())
                .plus(accounts.getOrDefault("fees", Money.ZERO))
                .minus(header.realized());
        compare(differences, "total", null, cameIn, isThere);
    }

    private static void compare(
            List<LedgerReport.Difference> differences,
            String kind,
            @Nullable String subject,
            Money expected,
            Money found) {
        if (!expected.equals(found)) {
            var portfolio = kind.equals("transaction") ? null : Integer.valueOf(Books.PORTFOLIO);
            differences.add(new LedgerReport.Difference(kind, portfolio, subject, expected, found));
        }
    }
}
