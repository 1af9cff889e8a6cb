package prescient.trade.desk;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.trade.desk.ChangeDesk.Cause;

/** Cancels and closes all of the desk, for the kill switch. Everything is repeatable. Blocks; on a virtual thread. */
@ApplicationScoped
public class ClearDesk {

    private static final Duration SQL = Duration.ofSeconds(10);

    private final ClearTable table;
    private final MessageTable messages;
    private final ChangeDesk changes;
    private final ManagerDesk manager;
    private final DriveDesk drive;
    private final DeskExchange exchange;

    ClearDesk(
            ClearTable table,
            MessageTable messages,
            ChangeDesk changes,
            ManagerDesk manager,
            DriveDesk drive,
            DeskExchange exchange) {
        this.table = table;
        this.messages = messages;
        this.changes = changes;
        this.manager = manager;
        this.drive = drive;
        this.exchange = exchange;
    }

    /**
     * An opening order that may still fill.
     *
     * @param remaining contracts
     * @param limitPrice dollars per contract of the side bought
     */
    public record Working(
            String tradeId,
            String clientOrderId,
            String ticker,
            String side,
            BigDecimal remaining,
            BigDecimal limitPrice) {}

    /**
     * What a trade holds.
     *
     * @param held contracts; 0 while its opening order has brought none
     * @param cost dollars paid for them, fees apart
     * @param closePrice dollars that a contract of the other side costs, as the supervisor last saw it; null if it has
     *     not
     */
    public record Held(
            String tradeId,
            String ticker,
            String side,
            BigDecimal held,
            BigDecimal cost,
            @Nullable BigDecimal closePrice) {}

    /** Opening orders that {@link #cancel} would cancel. */
    public List<Working> working() {
        return table.working(exchange.environment()).await().atMost(SQL);
    }

    /** Trades that {@link #close} would close. */
    public List<Held> held() {
        return table.held(exchange.environment()).await().atMost(SQL);
    }

    /** Has all opening orders cancelled; answers how many. */
    public int cancel() {
        var working = working();
        for (var order : working) {
            changes.change(
                    order.tradeId(), Cause.NONE, (trade, now) -> manager.life().withdrawn(trade, true, now));
            drive.soon(order.tradeId());
        }
        return working.size();
    }

    /**
     * Has all trades closed at what the venue gives; answers how many.
     *
     * @param closeId of the request; one that was asked for before is not asked for again
     */
    public int close(String closeId) {
        var wanted = new CloseRequest(closeId, null, null);
        var held = held();
        for (var trade : held) {
            messages.send(manager.closeNote(trade.tradeId(), wanted)).await().atMost(SQL);
            drive.soon(trade.tradeId());
        }
        return held.size();
    }
}
