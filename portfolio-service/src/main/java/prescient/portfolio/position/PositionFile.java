package prescient.portfolio.position;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.portfolio.books.Books;
import prescient.portfolio.books.Holding;
import prescient.portfolio.books.PortfolioFeature;

/** The positions of the legacy file; their place in it, from 1, is their number. */
@ApplicationScoped
class PositionFile {

    private final PortfolioFeature feature;

    PositionFile(PortfolioFeature feature) {
        this.feature = feature;
    }

    List<Position> list(int portfolioId, PositionFilter filter, @Nullable Long beforeId, int limit) {
        if (portfolioId != Books.PORTFOLIO) {
            return List.of();
        }
        return feature.live()
                .ask(books -> new ArrayList<>(books.holdings())
                        .reversed().stream()
                                .filter(holding -> filter.takes(
                                        holding.ending().status(),
                                        holding.trade().tradeId(),
                                        holding.trade().marketId()))
                                .filter(holding -> beforeId == null || holding.place() + 1 < beforeId)
                                .limit(limit)
                                .map(PositionFile::position)
                                .toList());
    }

    private static Position position(Holding holding) {
        var trade = holding.trade();
        var lot = holding.lot();
        var worth = holding.worth();
        var ending = holding.ending();
        return new Position(
                holding.place() + 1,
                trade.tradeId(),
                Books.PORTFOLIO,
                trade.marketId(),
                trade.marketQuestion(),
                trade.action(),
                lot.amount(),
                lot.entryPrice(),
                trade.at(),
                ending.status(),
                worth.currentPnl(),
                ending.realized(),
                ending.exitPrice(),
                ending.exitAt(),
                lot.entryShares(),
                lot.shares(),
                lot.cost(),
                lot.fees(),
                ending.result(),
                worth.lastPrice(),
                worth.lastPriceAt());
    }
}
