package prescient.portfolio.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Changed;
import prescient.portfolio.books.Books;
import prescient.portfolio.books.FileProblem;
import prescient.portfolio.books.PortfolioFeature;

/** Takes and shows snapshots in the legacy file. */
@ApplicationScoped
class SnapshotFile {

    private final PortfolioFeature portfolio;
    private final HistoryFeature history;
    private final InstantSource clock;

    SnapshotFile(PortfolioFeature portfolio, HistoryFeature history, InstantSource clock) {
        this.portfolio = portfolio;
        this.history = history;
        this.clock = clock;
    }

    Optional<Standing> standing(int portfolioId) {
        if (portfolioId != Books.PORTFOLIO) {
            return Optional.empty();
        }
        return Optional.of(portfolio.live().ask(books -> {
            var header = books.header();
            return new Standing(
                    Books.PORTFOLIO,
                    header.balance(),
                    header.reserved(),
                    header.invested(),
                    header.realized(),
                    books.unrealized(),
                    books.positionsCost(),
                    books.openPositions(),
                    header.trades(),
                    header.legacyProfit());
        }));
    }

    Changed<Optional<Snapshot>> take(Standing standing, String snapshotId) {
        if (standing.portfolioId() != Books.PORTFOLIO) {
            throw FileProblem.FILE_MODE_HAS_ONE_PORTFOLIO.with("portfolio " + standing.portfolioId());
        }
        var snapshot = Snapshot.of(standing, snapshotId, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return history.live().add(snapshot, LegacySnapshot.of(snapshot, standing));
    }

    Optional<Snapshot> find(String snapshotId) {
        return Optional.ofNullable(history.live().entries().get(snapshotId)).map(HistoryFile.Entry::snapshot);
    }

    List<Snapshot.Day> days(@Nullable Integer portfolioId, int limit) {
        if (portfolioId != null && portfolioId != Books.PORTFOLIO) {
            return List.of();
        }
        var days = new HashMap<LocalDate, HistoryFile.Entry>();
        history.live()
                .entries()
                .values()
                .forEach(entry -> days.merge(entry.snapshot().snapshotDate(), entry, SnapshotFile::later));
        return days.values().stream()
                .sorted(Comparator.comparing(
                                (HistoryFile.Entry entry) -> entry.snapshot().timestamp())
                        .reversed())
                .limit(limit)
                .map(SnapshotFile::day)
                .toList();
    }

    private static HistoryFile.Entry later(HistoryFile.Entry one, HistoryFile.Entry next) {
        return next.snapshot().timestamp().isBefore(one.snapshot().timestamp()) ? one : next;
    }

    private static Snapshot.Day day(HistoryFile.Entry entry) {
        var snapshot = entry.snapshot();
        return new Snapshot.Day(
                entry.place() + 1,
                snapshot.portfolioId(),
                snapshot.snapshotDate(),
                snapshot.snapshotDate(),
                snapshot.timestamp(),
                snapshot.balance(),
                snapshot.totalInvested(),
                snapshot.totalProfitLoss(),
                snapshot.totalValue(),
                snapshot.openPositions(),
                snapshot.tradeCount(),
                snapshot.figures());
    }
}
