package prescient.market.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import prescient.json.JsonSettings;

/** Statements on order books. */
@ApplicationScoped
class BookTable {

    private static final String VENUE = "kalshi";

    private final ObjectMapper json = JsonSettings.mapper();
    private final Pool pool;

    BookTable(Pool pool) {
        this.pool = pool;
    }

    /** Stores both sides of each book as of {@code at}, all in one statement. */
    Uni<Void> store(String environment, Instant at, List<Book> books) {
        return pool.preparedQuery("""
                        INSERT INTO order_books (market_id, outcome, "timestamp", bids, asks, venue, environment)
                        SELECT book.ticker, side.outcome, $4, side.bids::jsonb, side.asks::jsonb, $6, $5
                        FROM unnest($1::text[], $2::text[], $3::text[], $7::text[], $8::text[])
                            AS book(ticker, yes_bids, no_bids, yes_asks, no_asks)
                        CROSS JOIN LATERAL (VALUES
                            ('yes', book.yes_bids, book.yes_asks),
                            ('no', book.no_bids, book.no_asks)) AS side(outcome, bids, asks)
                        """)
                .execute(Tuple.from(List.of(
                        books.stream().map(Book::ticker).toArray(String[]::new),
                        books.stream().map(book -> text(book.yes().pairs())).toArray(String[]::new),
                        books.stream().map(book -> text(book.no().pairs())).toArray(String[]::new),
                        at.atOffset(ZoneOffset.UTC),
                        environment,
                        VENUE,
                        books.stream().map(book -> text(book.no().asAsks())).toArray(String[]::new),
                        books.stream().map(book -> text(book.yes().asAsks())).toArray(String[]::new))))
                .replaceWithVoid();
    }

    private String text(List<List<BigDecimal>> pairs) {
        try {
            return json.writeValueAsString(pairs);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
