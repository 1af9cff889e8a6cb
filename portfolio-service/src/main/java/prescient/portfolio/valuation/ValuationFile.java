package prescient.portfolio.valuation;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Changed;
import prescient.money.Money;
import prescient.money.Price;
import prescient.portfolio.books.Books;
import prescient.portfolio.books.Draft;
import prescient.portfolio.books.FileProblem;
import prescient.portfolio.books.Holding;
import prescient.portfolio.books.PortfolioFeature;
import prescient.portfolio.portfolio.LegacyFigures;

/** Values the positions of the legacy file, with the right figures and with those that it shows. */
@ApplicationScoped
class ValuationFile {

    private final PortfolioFeature feature;
    private final InstantSource clock;

    ValuationFile(PortfolioFeature feature, InstantSource clock) {
        this.feature = feature;
        this.clock = clock;
    }

    Optional<List<String>> markets(int portfolioId) {
        return portfolioId == Books.PORTFOLIO
                ? Optional.of(feature.live()
                        .ask(books -> books.open()
                                .map(holding -> holding.trade().marketId())
                                .distinct()
                                .toList()))
                : Optional.empty();
    }

    Changed<Valuation> value(int portfolioId, List<Quote> quotes) {
        if (portfolioId != Books.PORTFOLIO) {
            throw FileProblem.FILE_MODE_HAS_ONE_PORTFOLIO.with("portfolio " + portfolioId);
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var byMarket = new HashMap<String, Quote>();
        quotes.forEach(quote -> byMarket.put(quote.marketId(), quote));
        return feature.live().change(draft -> value(draft, byMarket, now));
    }

    private static Valuation value(Draft draft, Map<String, Quote> quotes, Instant now) {
        var figures = new ArrayList<LegacyFigures.Held>();
        var cost = Money.ZERO;
        var unrealized = Money.ZERO;
        int open = 0;
        int unpriced = 0;
        for (var before : draft.before().open().toList()) {
            var quote = quotes.get(before.trade().marketId());
            var price = quote == null ? null : priceOf(before, quote);
            unpriced += price == null ? 1 : 0;
            var figure = LegacyFigures.Held.of(before, price);
            figures.add(figure);
            var after = quote == null || price == null ? before : valued(before, quote, price, figure);
            if (!after.worth().equals(before.worth())) {
                draft.put(after);
            }
            open++;
            cost = cost.plus(after.lot().cost());
            unrealized = unrealized.plus(after.worth().currentPnl());
        }
        draft.header(draft.header().valued(LegacyFigures.profit(figures), now));
        var header = draft.header();
        var positions = cost.plus(unrealized);
        return new Valuation(
                Books.PORTFOLIO,
                header.balance(),
                header.reserved(),
                positions,
                header.balance().plus(positions),
                unrealized,
                header.realized(),
                open,
                unpriced,
                now);
    }

    /** An older price than the known one changes only the old program's figure, which takes any. */
    private static Holding valued(Holding holding, Quote quote, Price price, LegacyFigures.Held figure) {
        var worth = holding.worth();
        var at = quote.observedAt().truncatedTo(ChronoUnit.MICROS);
        var known = worth.lastPriceAt();
        var gain = figure.figure();
        double legacy = gain == null ? worth.legacyGain() : gain;
        if (known != null && known.isAfter(at)) {
            return holding.with(new Holding.Worth(worth.currentPnl(), legacy, worth.lastPrice(), worth.lastPriceAt()));
        }
        var value = holding.lot().shares().shares().multiply(price.value());
        var pnl = new Money(value.setScale(Money.MAX_SCALE, RoundingMode.HALF_UP))
                .minus(holding.lot().cost());
        return holding.with(new Holding.Worth(pnl, legacy, price, at));
    }

    private static @Nullable Price priceOf(Holding holding, Quote quote) {
        return holding.trade().action().equals("buy_yes") ? quote.yesPrice() : quote.noPrice();
    }
}
