package prescient.portfolio.booking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;

/** Books by the functions of the migration {@code R__booking.sql}, a batch a statement. */
@ApplicationScoped
class BookingTable {

    /** How often a batch is tried that met another process at the same new id. */
    private static final int RACES = 5;

    private static final String RESERVE = "SELECT * FROM reserve_cash($1, $2, $3::text[]::numeric[], $4)";
    private static final String RELEASE = "SELECT release_cash($1, $2)";
    private static final String FILL = """
            SELECT * FROM book_fills($1, $2, $3, $4, $5, $6, $7, $8, $9::text[]::numeric[], $10::text[]::numeric[],
                $11::text[]::numeric[], $12::text[]::numeric[], $13, $14, $15, $16)
            """;
    private static final String SETTLE = "SELECT * FROM book_settlements($1, $2, $3, $4, $5, $6)";

    private final Pool pool;
    private final InstantSource clock;
    private final ObjectMapper json;

    BookingTable(Pool pool, InstantSource clock, ObjectMapper json) {
        this.pool = pool;
        this.clock = clock;
        this.json = json;
    }

    /** No order may come twice. */
    Uni<List<Reservation.Result>> reserve(List<Reservation> items) {
        var values = Tuple.tuple()
                .addArrayOfString(texts(items, Reservation::orderId))
                .addArrayOfInteger(items.stream().map(Reservation::portfolioId).toArray(Integer[]::new))
                .addArrayOfString(numbers(items, item -> item.amount().amount()))
                .addOffsetDateTime(now());
        return run(
                RESERVE,
                values,
                items,
                (item, row) -> new Reservation.Result(
                        item.orderId(),
                        Reservation.Outcome.valueOf(row.getString(0).toUpperCase(Locale.ROOT)),
                        new Money(row.getBigDecimal(1))));
    }

    /** How many of the orders had a reservation that was open. */
    Uni<Integer> release(List<String> orderIds) {
        var values =
                Tuple.tuple().addArrayOfString(orderIds.toArray(String[]::new)).addOffsetDateTime(now());
        return raced(pool.preparedQuery(RELEASE)
                .execute(values)
                .map(rows -> rows.iterator().next().getInteger(0)));
    }

    /** No fill, order or trade may come twice. */
    Uni<List<Fill.Result>> fill(List<Fill> items) {
        var values = Tuple.tuple()
                .addArrayOfString(texts(items, Fill::fillId))
                .addArrayOfString(texts(items, Fill::orderId))
                .addArrayOfString(texts(items, Fill::tradeId))
                .addArrayOfInteger(items.stream().map(Fill::portfolioId).toArray(Integer[]::new))
                .addArrayOfString(texts(items, Fill::marketId))
                .addArrayOfString(texts(items, Fill::marketQuestion))
                .addArrayOfString(texts(items, item -> word(item.action())))
                .addArrayOfString(texts(items, item -> word(item.side())))
                .addArrayOfString(numbers(items, item -> item.amount().amount()))
                .addArrayOfString(numbers(items, item -> item.shares().shares()))
                .addArrayOfString(numbers(items, item -> item.price().value()))
                .addArrayOfString(numbers(items, item -> item.fee().amount()))
                .addArrayOfOffsetDateTime(times(items, item -> item.at().atOffset(ZoneOffset.UTC)))
                .addArrayOfString(texts(items, BookingTable::hash))
                .addOffsetDateTime(now())
                .addArrayOfString(items.stream().map(this::origin).toArray(String[]::new));
        return run(
                FILL,
                values,
                items,
                (item, row) -> new Fill.Result(item.fillId(), outcome(row), row.getString(1), money(row, 2)));
    }

    /** No settlement or trade may come twice. */
    Uni<List<Settlement.Result>> settle(List<Settlement> items) {
        var values = Tuple.tuple()
                .addArrayOfString(texts(items, Settlement::settlementId))
                .addArrayOfString(texts(items, Settlement::tradeId))
                .addArrayOfString(texts(items, item -> word(item.result())))
                .addArrayOfOffsetDateTime(times(items, item -> item.at().atOffset(ZoneOffset.UTC)))
                .addArrayOfString(texts(items, BookingTable::hash))
                .addOffsetDateTime(now());
        return run(
                SETTLE,
                values,
                items,
                (item, row) -> new Settlement.Result(
                        item.settlementId(), outcome(row), row.getString(1), money(row, 2), money(row, 3)));
    }

    private <I, O> Uni<List<O>> run(String sql, Tuple values, List<I> items, BiFunction<I, Row, O> answer) {
        return raced(pool.preparedQuery(sql).execute(values).map(rows -> {
            var answers = new ArrayList<O>(items.size());
            for (var row : rows) {
                answers.add(answer.apply(items.get(answers.size()), row));
            }
            return answers;
        }));
    }

    /** Runs a statement again that lost a race for an id; nothing of the lost run remains. */
    private static <T> Uni<T> raced(Uni<T> statement) {
        return statement.onFailure(BookingTable::isRace).retry().atMost(RACES);
    }

    private static boolean isRace(Throwable failure) {
        return failure instanceof PgException sql
                && ("40001".equals(sql.getSqlState()) || "40P01".equals(sql.getSqlState()));
    }

    private @Nullable String origin(Fill fill) {
        try {
            return fill.origin() == null ? null : json.writeValueAsString(fill.origin());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of plain values are always JSON", impossible);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static BookingOutcome outcome(Row row) {
        return BookingOutcome.valueOf(row.getString(0).toUpperCase(Locale.ROOT));
    }

    private static @Nullable Money money(Row row, int column) {
        var value = row.getBigDecimal(column);
        return value == null ? null : new Money(value);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <I> String[] texts(List<I> items, Function<I, String> text) {
        return items.stream().map(text).toArray(String[]::new);
    }

    private static <I> String[] numbers(List<I> items, Function<I, BigDecimal> number) {
        return items.stream().map(item -> number.apply(item).toPlainString()).toArray(String[]::new);
    }

    private static <I> OffsetDateTime[] times(List<I> items, Function<I, OffsetDateTime> time) {
        return items.stream().map(time).toArray(OffsetDateTime[]::new);
    }

    /** Equal for equal content: records print every component, and amounts, prices and shares have one form. */
    static String hash(Record content) {
        try {
            var bytes = content.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
