package prescient.portfolio.valuation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.portfolio.portfolio.LegacyFigures;

/** Prices go to the open positions in one statement. */
@ApplicationScoped
class ValuationTable {

    /** One row if the portfolio exists; the array is null without open positions. */
    private static final String MARKETS = """
            SELECT (SELECT array_agg(DISTINCT p.market_id) FROM portfolio_positions p
                    WHERE p.portfolio_id = s.id AND p.status = 'open')
            FROM portfolio_state s WHERE s.id = $1
            """;

    private static final String VALUE =
            "SELECT value_positions($1, $2, $3::text[]::numeric[], $4::text[]::numeric[], $5, $6, $7, $8, $9)";

    /** The open positions for the old formulas, in the order of the legacy file. */
    private static final String HELD = """
            SELECT trade_id, market_id, action, entry_price::float8, amount::float8
            FROM portfolio_positions WHERE portfolio_id = $1 AND status = 'open'
            ORDER BY legacy_position NULLS LAST, id
            """;

    private static final String READ = """
            SELECT balance, reserved, positions_cost, unrealized_pnl, realized_pnl, open_positions
            FROM portfolio_state WHERE id = $1
            """;

    private final Pool pool;
    private final InstantSource clock;

    ValuationTable(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** The markets of the open positions; empty if there is no such portfolio. */
    Uni<Optional<List<String>>> markets(int portfolioId) {
        return pool.preparedQuery(MARKETS)
                .execute(Tuple.of(portfolioId))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(texts(rows.iterator().next()))
                        : Optional.empty());
    }

    /** Values all open positions of the portfolio, which must exist, and reads what it is worth then. */
    Uni<Valuation> value(int portfolioId, List<Quote> quotes) {
        return pool.preparedQuery(HELD)
                .execute(Tuple.of(portfolioId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ValuationTable::held)
                        .toList())
                .flatMap(held -> value(portfolioId, quotes, OldFigures.of(held, quotes)));
    }

    private Uni<Valuation> value(int portfolioId, List<Quote> quotes, OldFigures old) {
        var now = clock.instant();
        var values = Tuple.tuple()
                .addInteger(portfolioId)
                .addArrayOfString(quotes.stream().map(Quote::marketId).toArray(String[]::new))
                .addArrayOfString(prices(quotes, Quote::yesPrice))
                .addArrayOfString(prices(quotes, Quote::noPrice))
                .addArrayOfOffsetDateTime(quotes.stream()
                        .map(quote -> quote.observedAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(old.trades().toArray(String[]::new))
                .addArrayOfDouble(old.gains().toArray(Double[]::new))
                .addDouble(old.profit())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(VALUE)
                .execute(values)
                .map(rows -> rows.iterator().next().getInteger(0))
                .flatMap(unpriced -> pool.preparedQuery(READ)
                        .execute(Tuple.of(portfolioId))
                        .map(rows -> from(portfolioId, rows.iterator().next(), unpriced, now)));
    }

    private static Held held(Row row) {
        return new Held(row.getString(0), row.getString(1), row.getString(2), row.getDouble(3), row.getDouble(4));
    }

    /** An open position for the old formulas. */
    private record Held(String tradeId, String marketId, String action, double entry, double dollars) {}

    /** What the old program would show: the trades that got a price, their gains, and the total. */
    private record OldFigures(List<String> trades, List<Double> gains, double profit) {

        static OldFigures of(List<Held> held, List<Quote> quotes) {
            var byMarket = new HashMap<String, Quote>();
            quotes.forEach(quote -> byMarket.put(quote.marketId(), quote));
            var trades = new ArrayList<String>();
            var gains = new ArrayList<Double>();
            var all = new ArrayList<LegacyFigures.Held>();
            for (var one : held) {
                var price = price(byMarket.get(one.marketId()), one.action());
                var figures = new LegacyFigures.Held(one.entry(), price, one.dollars());
                all.add(figures);
                var gain = figures.figure();
                if (gain != null) {
                    trades.add(one.tradeId());
                    gains.add(gain);
                }
            }
            return new OldFigures(trades, gains, LegacyFigures.profit(all));
        }

        private static @Nullable Double price(@Nullable Quote quote, String action) {
            var price = quote == null ? null : action.equals("buy_yes") ? quote.yesPrice() : quote.noPrice();
            return price == null ? null : price.value().doubleValue();
        }
    }

    private static List<String> texts(Row row) {
        var ids = row.getArrayOfStrings(0);
        return ids == null ? List.of() : List.of(ids);
    }

    private static String[] prices(List<Quote> quotes, Function<Quote, @Nullable Price> side) {
        return quotes.stream()
                .map(quote -> {
                    var price = side.apply(quote);
                    return price == null ? null : price.toString();
                })
                .toArray(String[]::new);
    }

    private static Valuation from(int portfolioId, Row row, int unpriced, Instant now) {
        var cash = new Money(row.getBigDecimal(0));
        var unrealized = new Money(row.getBigDecimal(3));
        var positions = new Money(row.getBigDecimal(2)).plus(unrealized);
        return new Valuation(
                portfolioId,
                cash,
                new Money(row.getBigDecimal(1)),
                positions,
                cash.plus(positions),
                unrealized,
                new Money(row.getBigDecimal(4)),
                row.getInteger(5),
                unpriced,
                now);
    }
}
