package prescient.portfolio.books;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import prescient.database.Bulk;
import prescient.money.Money;

/** What moves with the mode and is in no record: reservations and the portfolio's settings. */
@ApplicationScoped
class HandOverTable {

    /** Whoever repeats an order does so within minutes; what ended longer ago is not asked for again. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private static final String PUT_HOLDS = """
            INSERT INTO reservations (order_id, portfolio_id, amount, status, refusal, reserved_at, ended_at)
            SELECT i.order_id, i.portfolio_id, i.amount, i.status, i.refusal, i.at, i.ended_at
            FROM jsonb_to_recordset(?::jsonb) i (order_id text, portfolio_id integer, amount numeric, status text,
                refusal text, at timestamptz, ended_at timestamptz)
            ON CONFLICT (order_id) DO UPDATE SET status = excluded.status, refusal = excluded.refusal,
                amount = excluded.amount, portfolio_id = excluded.portfolio_id, reserved_at = excluded.reserved_at,
                ended_at = excluded.ended_at
            """;

    private static final String END_OTHERS = """
            UPDATE reservations r SET status = 'released', ended_at = ?
            WHERE r.portfolio_id = 1 AND r.status = 'reserved' AND NOT EXISTS (
                SELECT FROM jsonb_to_recordset(?::jsonb) i (order_id text) WHERE i.order_id = r.order_id)
            """;

    private static final String PUT_RESERVED = """
            UPDATE portfolio_state s SET reserved = (
                SELECT coalesce(sum(r.amount), 0) FROM reservations r
                WHERE r.portfolio_id = 1 AND r.status = 'reserved')
            WHERE s.id = 1
            """;

    private static final String PUT_SETTINGS = """
            UPDATE portfolios SET name = ?, description = ?, strategy_type = ?, status = ?, strategy_config = ?::jsonb
            WHERE portfolio_id = 1
            """;

    private static final String HOLDS = """
            SELECT order_id, portfolio_id, amount, status, refusal, reserved_at, ended_at
            FROM reservations WHERE portfolio_id = 1 AND (status = 'reserved' OR ended_at > ?)
            ORDER BY reserved_at, order_id
            """;

    private static final String SETTINGS = """
            SELECT name, description, strategy_type, status, strategy_config::text
            FROM portfolios WHERE portfolio_id = 1
            """;

    private static final String STRANGERS = """
            SELECT 'portfolio ' || portfolio_id || ' is not archived' FROM portfolios
            WHERE portfolio_id <> 1 AND status <> 'archived'
            UNION ALL
            SELECT DISTINCT 'portfolio ' || portfolio_id || ' holds positions' FROM portfolio_positions
            WHERE portfolio_id <> 1 AND status = 'open'
            UNION ALL
            SELECT DISTINCT 'portfolio ' || portfolio_id || ' has cash reserved' FROM reservations
            WHERE portfolio_id <> 1 AND status = 'reserved'
            ORDER BY 1 LIMIT 10
            """;

    private final Bulk bulk;
    private final InstantSource clock;

    HandOverTable(Bulk bulk, InstantSource clock) {
        this.bulk = bulk;
        this.clock = clock;
    }

    /** What is handed over. */
    record State(List<Hold> holds, Settings settings) {

        static State of(Books books) {
            return new State(List.copyOf(books.holds()), books.header().settings());
        }
    }

    /** What keeps money that the files cannot know, empty when nothing does; an archived portfolio may, too. */
    List<String> strangers() {
        return bulk.read(session -> {
            var found = new ArrayList<String>();
            session.query(STRANGERS, row -> found.add(row.getString(1)));
            return found;
        });
    }

    void write(State state) {
        var holds = Notes.text(state.holds(), Notes::node);
        var settings = state.settings();
        bulk.write(session -> {
            session.query("SELECT id FROM portfolio_state WHERE id = 1 FOR UPDATE", row -> {});
            session.execute(PUT_HOLDS, holds);
            session.execute(END_OTHERS, clock.instant(), holds);
            session.execute(PUT_RESERVED);
            session.execute(
                    PUT_SETTINGS,
                    settings.name(),
                    settings.description(),
                    settings.strategyType(),
                    settings.status(),
                    settings.strategyConfig());
            return true;
        });
    }

    State read() {
        return bulk.read(session -> {
            var holds = new ArrayList<Hold>();
            session.query(HOLDS, row -> holds.add(hold(row)), clock.instant().minus(REMEMBERED));
            var settings = new ArrayList<Settings>();
            session.query(
                    SETTINGS,
                    row -> settings.add(new Settings(
                            row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5))));
            return new State(holds, settings.getFirst());
        });
    }

    private static Hold hold(java.sql.ResultSet row) throws SQLException {
        return new Hold(
                row.getString(1),
                row.getInt(2),
                new Money(row.getBigDecimal(3)),
                row.getString(4),
                row.getString(5),
                at(row, 6),
                row.getObject(7) == null ? null : at(row, 7));
    }

    private static Instant at(java.sql.ResultSet row, int column) throws SQLException {
        return row.getObject(column, java.time.OffsetDateTime.class).toInstant();
    }
}
