package prescient.trade.desk;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.database.DatabaseFailure;
import prescient.trade.desk.ChangeDesk.Cause;
import prescient.trade.desk.FeedTable.Due;
import prescient.trade.desk.FeedTable.Stream;
import prescient.trade.venue.VenueFill;

/**
 * Reads the venue's fills and settlements behind a stored cursor and applies each once. A cursor moves on when
 * everything before it is stored, so a crash makes some of it come again, which changes nothing. Blocks; on a virtual
 * thread.
 */
@ApplicationScoped
class FeedDesk {

    private static final Logger LOG = Logger.getLogger(FeedDesk.class);
    private static final Duration SQL = Duration.ofSeconds(10);
    private static final int PAGES = 100;

    private final FeedTable table;
    private final DeskTable trades;
    private final ChangeDesk changes;
    private final MessageTable messages;
    private final ManagerDesk manager;
    private final DeskExchange exchange;
    private final DeskConfig config;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();

    FeedDesk(
            FeedTable table,
            DeskTable trades,
            ChangeDesk changes,
            MessageTable messages,
            ManagerDesk manager,
            DeskExchange exchange,
            DeskConfig config,
            InstantSource clock) {
        this.table = table;
        this.trades = trades;
        this.changes = changes;
        this.messages = messages;
        this.manager = manager;
        this.exchange = exchange;
        this.config = config;
        this.clock = clock;
    }

    /** Applies new fills; nothing when another thread is at it. A venue that does not answer is asked next time. */
    void fills() {
        if (!reading.tryLock()) {
            return;
        }
        try {
            readFills();
        } finally {
            reading.unlock();
        }
    }

    private void readFills() {
        for (int page = 0; page < PAGES; page++) {
            var cursor =
                    table.cursor(exchange.environment(), Stream.FILLS).await().atMost(SQL);
            var read = exchange.fills(cursor.orElse(null));
            read.items().forEach(this::apply);
            if (read.items().isEmpty() || !advanced(Stream.FILLS, cursor.orElse(""), read.cursor())) {
                return;
            }
        }
    }

    private boolean advanced(Stream stream, String from, @Nullable String to) {
        if (to == null || to.equals(from)) {
            return false;
        }
        table.advance(exchange.environment(), stream, to, clock.instant())
                .await()
                .atMost(SQL);
        return true;
    }

    private void apply(VenueFill fill) {
        var trade = trades.ofOrder(exchange.environment(), fill.clientOrderId())
                .await()
                .atMost(SQL);
        if (trade.isPresent()) {
            apply(trade.get(), fill);
            return;
        }
        boolean first = trades.stray(exchange.environment(), fill, clock.instant())
                .await()
                .atMost(SQL);
        if (first) {
            LOG.warnf("fill %s is of the order %s, which no trade has sent", fill.fillId(), fill.clientOrderId());
        }
    }

    /** A fill that cannot be applied becomes a message: tried again, set aside at last, and in nobody's way. */
    private void apply(String tradeId, VenueFill fill) {
        try {
            changes.change(
                    tradeId, Cause.fill(fill), (found, now) -> manager.life().filled(found, fill, now));
        } catch (RuntimeException failure) {
            if (DatabaseFailure.isOutage(failure)) {
                throw failure;
            }
            messages.send(manager.fillNote(tradeId, fill)).await().atMost(SQL);
        }
    }

    /** Takes in how markets ended; answers the trades that are to be settled now. */
    List<Due> settlements() {
        readSettlements();
        return table.due(exchange.environment(), config.batch()).await().atMost(SQL);
    }

    void settle(Due due) {
        changes.change(
                due.tradeId(), Cause.NONE, (trade, now) -> manager.life().settled(trade, due.result(), due.at()));
    }

    private void readSettlements() {
        for (int page = 0; page < PAGES; page++) {
            var cursor = table.cursor(exchange.environment(), Stream.SETTLEMENTS)
                    .await()
                    .atMost(SQL);
            var read = exchange.settlements(cursor.orElse(null));
            for (var settlement : read.items()) {
                table.settled(exchange.environment(), settlement, clock.instant())
                        .await()
                        .atMost(SQL);
            }
            if (read.items().isEmpty() || !advanced(Stream.SETTLEMENTS, cursor.orElse(""), read.cursor())) {
                return;
            }
        }
    }
}
