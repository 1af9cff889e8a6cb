package prescient.trade.desk;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what somebody may have to look at. */
@ApplicationScoped
class FiguresTable {

    private final Pool pool;

    FiguresTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param living trades that have not ended
     * @param unknown orders whose outcome nobody knows
     * @param unfilled orders whose told contracts have not come as fills yet
     * @param waiting messages that wait to be handled
     * @param setAside messages that were given up
     * @param stray fills that belong to no trade
     */
    record Figures(long living, long unknown, long unfilled, long waiting, long setAside, long stray) {}

    Uni<Figures> read() {
        return pool.query("""
            SELECT (SELECT count(*) FROM desk_trades
                    WHERE status NOT IN ('closed', 'settled', 'rejected') AND legacy IS NULL) AS living,
                (SELECT count(*) FROM desk_orders
                    WHERE status = 'unknown' AND next_at IS NOT NULL) AS unknown,
                (SELECT count(*) FROM desk_orders o JOIN desk_trades t USING (trade_id)
                    WHERE o.status = 'done' AND o.filled < o.told
                        AND t.status NOT IN ('closed', 'settled', 'rejected')) AS unfilled,
                (SELECT count(*) FROM desk_messages
                    WHERE handled_at IS NULL AND set_aside_at IS NULL) AS waiting,
                (SELECT count(*) FROM desk_messages WHERE set_aside_at IS NOT NULL) AS set_aside,
                (SELECT count(*) FROM desk_fills WHERE trade_id IS NULL) AS stray
            """)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new Figures(
                        row.getLong("living"),
                        row.getLong("unknown"),
                        row.getLong("unfilled"),
                        row.getLong("waiting"),
                        row.getLong("set_aside"),
                        row.getLong("stray")));
    }
}
