package prescient.trade.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import prescient.money.Price;
import prescient.problem.Refused;
import prescient.problem.RequestProblem;
import prescient.trade.desk.ChangeDesk.Cause;
import prescient.trade.desk.TradeLife.Limits;
import prescient.trade.stop.StopDesk;
import prescient.trade.venue.Answer;
import prescient.trade.venue.VenueFill;
import prescient.trail.Trail;

/** The trade manager: takes requests, sends orders, and drives trades on. Blocks; on a virtual thread. */
@ApplicationScoped
class ManagerDesk implements MessageHandler {

    private static final Duration SQL = Duration.ofSeconds(10);

    /** A trade that is driven on takes a few steps; what is left is for the job. */
    private static final int STEPS = 8;

    private final DeskTable table;
    private final MessageTable messages;
    private final ChangeDesk changes;
    private final DeskExchange exchange;
    private final StopDesk stops;
    private final TradeLife life;
    private final ObjectMapper json;
    private final InstantSource clock;

    ManagerDesk(
            DeskTable table,
            MessageTable messages,
            ChangeDesk changes,
            DeskExchange exchange,
            StopDesk stops,
            DeskConfig config,
            ObjectMapper json,
            InstantSource clock) {
        this.table = table;
        this.messages = messages;
        this.changes = changes;
        this.exchange = exchange;
        this.stops = stops;
        this.json = json;
        this.clock = clock;
        this.life = new TradeLife(
                new Limits(config.askTimeout(), config.poll(), config.openPatience(), config.longestPause()));
    }

    TradeLife life() {
        return life;
    }

    /**
     * Takes a request; whoever asked has it sent with {@link #drive}, and the job does.
     *
     * @return the trade as it was stored, empty when the same was asked before
     * @throws prescient.problem.Refused {@code CONTENT_DIFFERS}, {@code MARKET_CLOSED}, {@code POSITION_EXISTS},
     *     {@code NO_VENUE}, {@code TRADING_STOPPED}
     */
    Optional<TradeView> open(TradeTerms terms) {
        if (!exchange.present()) {
            throw DeskProblem.NO_VENUE.with("environment " + exchange.environment());
        }
        var now = clock.instant();
        // 1. Check. Who asks again is told what became of it, also when the market has closed since.
        try {
            requireNew(terms, now);
        } catch (Refused refused) {
            if (isKnown(terms)) {
                return Optional.empty();
            }
            throw refused;
        }
        // 2. Store the intent. The database decides who has the place on the market.
        var trade =
                DeskTrade.requested(terms, exchange.environment(), ticket(terms), Trail.traceId(terms.tradeId()), now);
        var told = ChangeDesk.note(trade, Role.CALLER, Role.MANAGER, "open", json.valueToTree(terms), now, null);
        var stored = table.open(trade, List.of(told), now).await().atMost(SQL);
        if (stored.isEmpty() && !isKnown(terms)) {
            throw DeskProblem.POSITION_EXISTS.with(
                    "account " + terms.account() + " is in " + terms.ticker() + " " + terms.side());
        }
        return stored;
    }

    private void requireNew(TradeTerms terms, Instant now) {
        stops.requireEntries();
        if (!now.isBefore(terms.marketCloseTime())) {
            throw DeskProblem.MARKET_CLOSED.with(terms.ticker() + " closed at " + terms.marketCloseTime());
        }
    }

    private boolean isKnown(TradeTerms terms) {
        var known = table.find(terms.tradeId()).await().atMost(SQL);
        if (known.isPresent() && !known.get().terms().equals(terms)) {
            throw RequestProblem.CONTENT_DIFFERS.with("trade " + terms.tradeId() + " was asked for with other terms");
        }
        return known.isPresent();
    }

    /** Follows from what is unique about the trade, so that it is unique and the same after a crash. */
    private String ticket(TradeTerms terms) {
        var key = exchange.environment() + ":" + terms.tradeId();
        return "TICKET-" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Asks the venue about whatever is due of the trade, until nothing is.
     *
     * @return when something is again; empty when nothing will be, or when somebody else asks
     */
    Optional<Instant> drive(String tradeId) {
        var trade = changes.change(tradeId, Cause.NONE, onward());
        for (int step = 0; step < STEPS; step++) {
            var due = trade.flatMap(found -> found.due(clock.instant()));
            if (due.isEmpty()) {
                break;
            }
            trade = ask(trade.get(), due.get()).map(answered -> changes.change(answered, Cause.NONE, onward()));
        }
        return trade.flatMap(DeskTrade::nextAt);
    }

    /** While trading is stopped, an opening order that the venue does not have yet is not sent any more. */
    private ChangeDesk.Work onward() {
        return stops.stopped().isPresent() ? (trade, now) -> life.withdrawn(trade, false, now) : life::onward;
    }

    /** Asks about one order; answers the trade after, empty when somebody else asks. */
    private Optional<DeskTrade> ask(DeskTrade seen, DeskOrder order) {
        var asked = life.ask(seen, order, clock.instant());
        // A look has no effect at the venue, so that two at once do no harm: nobody need know of it before.
        var claimed = asked == Ask.FIND ? Optional.of(seen) : claim(seen, asked, order);
        return claimed.map(mine -> {
            var answer = exchange.ask(asked, seen.terms().ticker(), order);
            return changes.change(
                    mine,
                    Cause.telling((trade, now) -> heard(trade, asked, order, answer, now)),
                    (trade, now) ->
                            life.answered(counted(trade, asked, order, now), order.clientOrderId(), answer, now));
        });
    }

    /** Whoever stores that the order is being asked about asks; the other finds it taken. */
    private Optional<DeskTrade> claim(DeskTrade seen, Ask asked, DeskOrder order) {
        var mine = new AtomicBoolean();
        var after =
                changes.change(seen, Cause.telling((trade, now) -> said(trade, asked, order, now)), (trade, now) -> {
                    mine.set(isUnchanged(trade, order));
                    return mine.get() ? life.claimed(trade, order, now) : null;
                });
        return mine.get() ? Optional.of(after) : Optional.empty();
    }

    /** A look that was not claimed counts as an attempt all the same: pauses grow with them. */
    private DeskTrade counted(DeskTrade trade, Ask asked, DeskOrder order, Instant now) {
        return asked == Ask.FIND && isUnchanged(trade, order)
                ? life.claimed(trade, order, now).after()
                : trade;
    }

    private static boolean isUnchanged(DeskTrade trade, DeskOrder order) {
        return trade.order(order.clientOrderId()).filter(order::equals).isPresent();
    }

    private List<Note> said(DeskTrade trade, Ask asked, DeskOrder order, Instant now) {
        var payload = json.createObjectNode().put("client_order_id", order.clientOrderId());
        payload.put("side", order.side().name()).put("count", order.count().shares());
        payload.put("limit_price", order.limit().value());
        return List.of(ChangeDesk.note(trade, Role.MANAGER, Role.VENUE, asked.wire(), payload, now, null));
    }

    /** That an order still works is no news, however often one looks. */
    private List<Note> heard(DeskTrade trade, Ask asked, DeskOrder order, Answer answer, Instant now) {
        if (answer instanceof Answer.Working && order.state() instanceof OrderState.Working) {
            return List.of();
        }
        var payload = json.createObjectNode().put("client_order_id", order.clientOrderId());
        payload.put("answer", answer.getClass().getSimpleName()).put("asked", asked.wire());
        payload.set("told", json.valueToTree(answer));
        var error = answer instanceof Answer.Unknown unknown ? unknown.reason() : null;
        return List.of(ChangeDesk.note(trade, Role.VENUE, Role.MANAGER, "answer", payload, now, error));
    }

    @Override
    public Role recipient() {
        return Role.MANAGER;
    }

    /**
     * A wish to {@code close} ({@code method}, {@code limit_price}), or a {@code fill} that could not be applied. What
     * the venue is to be asked for it is due then, and not waited for.
     */
    @Override
    public void handle(DeskMessage message) {
        switch (message.kind()) {
            case "close" -> {
                var wish = wish(message.payload());
                changes.change(
                        message.tradeId(),
                        Cause.message(message.sequence()),
                        (trade, now) -> life.wished(trade, wish, now));
            }
            case "fill" -> {
                var fill = json.convertValue(message.payload(), VenueFill.class);
                changes.change(message.tradeId(), Cause.fill(fill), (trade, now) -> life.filled(trade, fill, now));
                messages.handled(message, clock.instant()).await().atMost(SQL);
            }
            default -> throw new IllegalArgumentException("the manager knows no message " + message.kind());
        }
    }

    Note fillNote(String tradeId, VenueFill fill) {
        return new Note(
                tradeId + ":fill:" + fill.fillId(),
                Trail.traceId(tradeId),
                tradeId,
                Role.VENUE,
                Role.MANAGER,
                "fill",
                json.valueToTree(fill),
                clock.instant(),
                false,
                null);
    }

    Note closeNote(String tradeId, CloseRequest wanted) {
        return new Note(
                closeId(tradeId, wanted),
                Trail.traceId(tradeId),
                tradeId,
                Role.CALLER,
                Role.MANAGER,
                "close",
                json.valueToTree(wanted),
                clock.instant(),
                false,
                null);
    }

    /** No other message's id ends so: a close id has no colon. */
    static String closeId(String tradeId, CloseRequest wanted) {
        return tradeId + ":close:" + wanted.closeId();
    }

    private static CloseWish wish(JsonNode payload) {
        var method = payload.path("method").asText("");
        if (method.isEmpty()) {
            throw new IllegalArgumentException("a wish to close has a method");
        }
        return new CloseWish(
                method,
                Optional.ofNullable(payload.get("limit_price"))
                        .filter(JsonNode::isNumber)
                        .map(limit -> new Price(limit.decimalValue()))
                        .orElse(CloseWish.ANY));
    }
}
