package prescient.signal.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.signal.strategy.Action;

/** SQL on {@code backtest_variants} and {@code backtest_trades}: what each parameter set brought. */
@ApplicationScoped
class VariantTable {

    private final Pool pool;
    private final ObjectMapper json;

    VariantTable(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** Stores a variant whole, in one statement; a repeat, or one without the lease, changes nothing. */
    Uni<Void> add(String id, long token, int variant, Map<String, BigDecimal> parameters, Replay.Result result) {
        return pool.preparedQuery("""
                        WITH stored AS (
                            INSERT INTO backtest_variants (backtest_id, variant, parameters, figures, equity)
                            SELECT $1, $3, $4::text::jsonb, $5::text::jsonb, $6::text::jsonb
                            WHERE EXISTS (SELECT FROM job_lease
                                WHERE job = 'backtest' AND token = $2 AND expires_at > now())
                            ON CONFLICT DO NOTHING RETURNING backtest_id, variant
                        )
                        INSERT INTO backtest_trades
                        SELECT s.backtest_id, s.variant, t.number, t.market_id, t.market_question, t.action,
                            t.opened_at,
                            t.price, t.shares, t.amount, t.fee, t.confidence, t.reason, t.settled_at, t.result,
                            t.payout,
                            t.realized_pnl
                        FROM stored s, jsonb_to_recordset($7::text::jsonb) AS t (number integer, market_id text,
                            market_question text, action text, opened_at timestamptz, price numeric, shares numeric,
                            amount numeric, fee numeric, confidence numeric, reason text, settled_at timestamptz,
                            result text, payout numeric, realized_pnl numeric)
                        """)
                .execute(Tuple.from(Arrays.<@Nullable Object>asList(
                        id,
                        token,
                        variant,
                        text(parameters),
                        text(result.figures()),
                        text(result.equity()),
                        text(result.trades()))))
                .replaceWithVoid();
    }

    /** The variants of these backtests that are through, by backtest and number. */
    Uni<List<Stored>> list(List<String> ids) {
        return pool.preparedQuery("""
                        SELECT backtest_id, variant, parameters::text, figures::text FROM backtest_variants
                        WHERE backtest_id = ANY ($1) ORDER BY backtest_id, variant
                        """)
                .execute(Tuple.of(ids.toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::stored)
                        .toList());
    }

    /** A variant of a backtest. */
    record Stored(String id, Backtest.Variant variant) {}

    /** The curve of a variant, empty when there is no such variant. */
    Uni<Optional<List<EquityPoint>>> equity(String id, int variant) {
        return pool.preparedQuery("SELECT equity::text FROM backtest_variants WHERE backtest_id = $1 AND variant = $2")
                .execute(Tuple.of(id, variant))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> read(row.getString(0), new TypeReference<List<EquityPoint>>() {}))
                        .findFirst());
    }

    /** Trades of a variant in the order of opening, behind that number. */
    Uni<List<TradeLine>> trades(String id, int variant, int after, int limit) {
        return pool.preparedQuery("""
                        SELECT * FROM backtest_trades WHERE backtest_id = $1 AND variant = $2 AND number > $3
                        ORDER BY number LIMIT $4
                        """)
                .execute(Tuple.of(id, variant, after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(VariantTable::trade)
                        .toList());
    }

    private Stored stored(Row row) {
        return new Stored(
                row.getString("backtest_id"),
                new Backtest.Variant(
                        row.getInteger("variant"),
                        read(row.getString("parameters"), new TypeReference<Map<String, BigDecimal>>() {}),
                        read(row.getString("figures"), new TypeReference<Figures>() {})));
    }

    private static TradeLine trade(Row row) {
        return new TradeLine(
                row.getInteger("number"),
                row.getString("market_id"),
                row.getString("market_question"),
                Action.of(row.getString("action")),
                row.getOffsetDateTime("opened_at").toInstant(),
                new Price(row.getBigDecimal("price")),
                new Quantity(row.getBigDecimal("shares")),
                new Money(row.getBigDecimal("amount")),
                new Money(row.getBigDecimal("fee")),
                row.getBigDecimal("confidence"),
                row.getString("reason"),
                Optional.ofNullable(row.getOffsetDateTime("settled_at"))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                row.getString("result"),
                money(row.getBigDecimal("payout")),
                money(row.getBigDecimal("realized_pnl")));
    }

    private static @Nullable Money money(@Nullable BigDecimal dollars) {
        return dollars == null ? null : new Money(dollars);
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored result cannot be read", broken);
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
