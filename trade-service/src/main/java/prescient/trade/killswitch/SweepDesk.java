package prescient.trade.killswitch;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import prescient.database.DatabaseFailure;
import prescient.problem.Refused;
import prescient.trade.desk.ClearDesk;
import prescient.trade.stop.StopAction;
import prescient.trade.stop.StopDesk;
import prescient.trade.stop.StopOrder;
import prescient.trade.stop.StopPart;
import prescient.trade.stop.StopResult;

/** Carries out what orders to the kill switch want besides keeping entries away. Blocks; on a virtual thread. */
@ApplicationScoped
class SweepDesk {

    private static final Logger LOG = Logger.getLogger(SweepDesk.class);

    private final StopDesk stops;
    private final PaperDesk paper;
    private final ClearDesk desk;
    private final InstantSource clock;

    SweepDesk(StopDesk stops, PaperDesk paper, ClearDesk desk, InstantSource clock) {
        this.stops = stops;
        this.paper = paper;
        this.desk = desk;
        this.clock = clock;
    }

    /** What these actions would do now; what cannot be read is said. */
    Preview preview(Set<StopAction> actions) {
        var unreadable = new ArrayList<String>();
        var cancels = new ArrayList<Preview.Cancel>();
        var closes = new ArrayList<Preview.Close>();
        if (actions.contains(StopAction.CANCEL_ORDERS)) {
            cancels.addAll(readable("paper orders", unreadable, paper::cancellable));
            cancels.addAll(readable("desk orders", unreadable, this::deskOrders));
        }
        if (actions.contains(StopAction.FLATTEN)) {
            closes.addAll(readable("paper positions", unreadable, paper::closable));
            closes.addAll(readable("desk trades", unreadable, this::deskTrades));
        }
        return Preview.of(actions.contains(StopAction.STOP_ENTRIES), cancels, closes, unreadable);
    }

    private static <T> List<T> readable(String what, List<String> unreadable, Supplier<List<T>> part) {
        try {
            return part.get();
        } catch (RuntimeException failure) {
            if (!(failure instanceof Refused) && !DatabaseFailure.isOutage(failure)) {
                throw failure;
            }
            LOG.debugf("%s cannot be read: %s", what, failure.toString());
            unreadable.add(what + ": " + (failure instanceof Refused refused ? refused.detail() : "no database"));
            return List.of();
        }
    }

    private List<Preview.Cancel> deskOrders() {
        return desk.working().stream()
                .map(order -> new Preview.Cancel(
                        StopPart.DESK,
                        order.clientOrderId(),
                        order.tradeId(),
                        order.ticker(),
                        order.remaining().multiply(order.limitPrice())))
                .toList();
    }

    /** A contract brings what is left of its dollar when the other side is bought. */
    private List<Preview.Close> deskTrades() {
        return desk.held().stream()
                .map(trade -> new Preview.Close(
                        StopPart.DESK,
                        trade.tradeId(),
                        trade.ticker(),
                        trade.side(),
                        trade.held(),
                        trade.cost(),
                        trade.closePrice() == null
                                ? null
                                : trade.held().multiply(BigDecimal.ONE.subtract(trade.closePrice()))))
                .toList();
    }

    /** Carries out what waits in this part, oldest first; what fails for now is tried again by the next round. */
    void carryOut(StopPart part) {
        for (var order : stops.waiting(part)) {
            var result = switch (part) {
                case PAPER -> onPaper(order);
                case DESK -> onDesk(order);
            };
            LOG.infof("kill switch, order %s is carried out: %s", order.id(), result);
            stops.done(order.id(), result);
        }
    }

    private StopResult onPaper(StopOrder order) {
        int cancelled = order.actions().contains(StopAction.CANCEL_ORDERS) ? paper.cancel() : 0;
        var sold = order.actions().contains(StopAction.FLATTEN)
                ? paper.sell(order.id())
                : new PaperDesk.Sold(0, List.of());
        return new StopResult(StopPart.PAPER, cancelled, sold.count(), sold.failures(), clock.instant());
    }

    private StopResult onDesk(StopOrder order) {
        int cancelled = order.actions().contains(StopAction.CANCEL_ORDERS) ? desk.cancel() : 0;
        int closed = order.actions().contains(StopAction.FLATTEN) ? desk.close("kill-" + order.id()) : 0;
        return new StopResult(StopPart.DESK, cancelled, closed, List.of(), clock.instant());
    }
}
