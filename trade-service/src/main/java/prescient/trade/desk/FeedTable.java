package prescient.trade.desk;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import prescient.trade.venue.VenueSettlement;
import prescient.trade.venue.VenueSettlement.Result;

/** How far the venue's pages are read, and how its markets ended. */
@ApplicationScoped
class FeedTable {

    private final Pool pool;

    FeedTable(Pool pool) {
        this.pool = pool;
    }

    /** One of the venue's lists. */
    enum Stream {
        FILLS,
        SETTLEMENTS;

        private String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Uni<Optional<String>> cursor(String environment, Stream stream) {
        return pool.preparedQuery("SELECT cursor FROM desk_cursors WHERE environment = $1 AND stream = $2")
                .execute(Tuple.of(environment, stream.wire()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("cursor"))
                        .findFirst());
    }

    Uni<Void> advance(String environment, Stream stream, String cursor, Instant now) {
        return pool.preparedQuery("""
            INSERT INTO desk_cursors (environment, stream, cursor, updated_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (environment, stream) DO UPDATE
                SET cursor = EXCLUDED.cursor, updated_at = EXCLUDED.updated_at
            """)
                .execute(Tuple.of(environment, stream.wire(), cursor, now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Keeps what the venue says of a market; the same word again changes nothing. */
    Uni<Void> settled(String environment, VenueSettlement settlement, Instant now) {
        return pool.preparedQuery("""
            INSERT INTO desk_settlements (environment, ticker, settled_at, result, seen_at)
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
            """)
                .execute(Tuple.of(
                        environment,
                        settlement.ticker(),
                        settlement.settledAt().atOffset(ZoneOffset.UTC),
                        settlement.result().name(),
                        now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** A trade and the result it is to be settled by. */
    record Due(String tradeId, Result result, Instant at) {}

    /** Trades whose market has ended and that are not settled by the newest word on it. */
    Uni<List<Due>> due(String environment, int limit) {
        return pool.preparedQuery("""
            SELECT t.trade_id, s.result, s.settled_at FROM (
                SELECT * FROM desk_trades WHERE status = 'expired'
                UNION ALL
                SELECT * FROM desk_trades WHERE status = 'settled' AND environment = $1
                    AND ticker IN (SELECT ticker FROM desk_settlements WHERE environment = $1 AND corrects)
            ) t
            CROSS JOIN LATERAL (SELECT result, settled_at FROM desk_settlements
                WHERE environment = t.environment AND ticker = t.ticker
                ORDER BY seen_at DESC, settled_at DESC LIMIT 1) s
            WHERE t.environment = $1 AND t.legacy IS NULL
                AND (t.status = 'expired' OR t.market_result <> s.result)
            ORDER BY t.id LIMIT $2
            """)
                .execute(Tuple.of(environment, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Due(
                                row.getString("trade_id"),
                                Result.valueOf(row.getString("result")),
                                row.getOffsetDateTime("settled_at").toInstant()))
                        .toList());
    }
}
