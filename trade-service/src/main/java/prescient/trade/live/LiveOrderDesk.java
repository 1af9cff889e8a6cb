package prescient.trade.live;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.money.Quantity;
import prescient.problem.RequestProblem;
import prescient.trade.kalshi.KalshiClient;
import prescient.trade.kalshi.KalshiClient.Tier;
import prescient.trade.kalshi.KalshiList;
import prescient.trade.kalshi.KalshiOrder;
import prescient.trade.kalshi.KalshiPage;
import prescient.trade.live.LiveOrder.Status;
import prescient.trade.live.Sent.NoAnswer;
import prescient.trade.live.Sent.Refused;
import prescient.trade.live.Sent.Taken;
import prescient.trade.venue.Answer;
import prescient.trade.venue.VenueOrder;

/**
 * Orders for real venues. An order is 1 asked for and stored, 2 confirmed by a person who repeats what it is, which
 * uses the confirmation up, 3 sent once, 4 looked for at the venue until its fate is known. Nothing else sends. Blocks;
 * belongs on a virtual thread.
 */
class LiveOrderDesk {

    private static final Logger LOG = Logger.getLogger(LiveOrderDesk.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Clocks differ: the venue may have stored the order some time before we think to have sent it. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final LivePermission permission;
    private final LiveOrderTable table;
    private final Function<String, Optional<KalshiClient>> accounts;
    private final KalshiOrderHttp wire;
    private final LiveConfig config;
    private final InstantSource clock;

    LiveOrderDesk(
            LivePermission permission,
            LiveOrderTable table,
            Function<String, Optional<KalshiClient>> accounts,
            KalshiOrderHttp wire,
            LiveConfig config,
            InstantSource clock) {
        this.permission = permission;
        this.table = table;
        this.accounts = accounts;
        this.wire = wire;
        this.config = config;
        this.clock = clock;
    }

    /** Stores the wish and answers what it has become; sends nothing. */
    Answer ask(String environment, VenueOrder order) {
        if (account(environment).isEmpty()) {
            return off(environment);
        }
        var now = clock.instant();
        await(table.ask(environment, order, now, now.plus(config.confirmWithin())));
        var stored = await(table.find(environment, order.clientOrderId())).orElseThrow();
        if (!stored.order().equals(order)) {
            return new Answer.Rejected("CONTENT_DIFFERS", "this id was used for another order");
        }
        return answer(stored);
    }

    /** What has become of an order. */
    Answer find(String environment, String clientOrderId) {
        return await(table.find(environment, clientOrderId)).map(this::answer).orElseGet(Answer.NotFound::new);
    }

    /**
     * A person's trigger, good once and for this order alone.
     *
     * @param seen the order as the person sees it
     * @throws prescient.problem.Refused when it does not wait, is another one, or orders are off
     */
    Answer confirm(String environment, VenueOrder seen, String person) {
        var account = account(environment)
                .orElseThrow(() -> LiveProblem.LIVE_ORDERS_OFF.with("no order leaves for " + environment));
        var stored = await(table.find(environment, seen.clientOrderId()))
                .orElseThrow(() -> RequestProblem.NOT_FOUND.with(
                        "there is no order " + seen.clientOrderId() + " for " + environment));
        if (!stored.order().equals(seen)) {
            throw LiveProblem.CONFIRMATION_DIFFERS.with("the order that waits is another one");
        }
        var mine = await(table.confirm(environment, seen.clientOrderId(), person, clock.instant()))
                .orElseThrow(() -> LiveProblem.NOT_WAITING.with("the order does not wait for a confirmation"));
        LOG.infof("order %s of account %s is sent, confirmed by %s", seen.clientOrderId(), environment, person);
        return switch (wire.create(account, mine.order())) {
            case Taken(var venueOrderId) ->
                look(await(table.taken(mine, venueOrderId)).orElse(mine));
            case Refused(var code, var reason) -> answer(refuse(mine, Status.SENDING, code, reason));
            case NoAnswer(var reason) -> new Answer.Unknown(reason);
        };
    }

    /** Takes back what is left; an order that nobody confirmed is refused. */
    Answer cancel(String environment, String clientOrderId) {
        var stored = await(table.find(environment, clientOrderId)).orElse(null);
        if (stored == null) {
            return new Answer.NotFound();
        }
        if (stored.status() == Status.ASKED) {
            return answer(refuse(stored, Status.ASKED, "CANCELLED", "taken back before anybody confirmed it"));
        }
        var account = account(environment).orElse(null);
        if (account == null) {
            return new Answer.Unknown("orders for " + environment + " are off, so nothing can be cancelled there");
        }
        var known = stored.status() == Status.SENDING ? sought(stored) : stored;
        if (known.venueOrderId() == null) {
            return answer(known);
        }
        var sent = wire.cancel(account, known.venueOrderId(), known.order().ticker());
        // Whatever it answered, an order that is over is the proof.
        return sent instanceof NoAnswer(var reason) ? new Answer.Unknown(reason) : look(known);
    }

    private Answer answer(LiveOrder stored) {
        var now = clock.instant();
        if (stored.waitsAt(now)) {
            return new Answer.Unknown("waits until " + stored.expiresAt() + " for somebody to confirm it");
        }
        if (stored.isTooLateAt(now)) {
            return answer(refuse(stored, Status.ASKED, "NOT_CONFIRMED", "nobody confirmed it in time"));
        }
        return switch (stored.status()) {
            case ASKED -> new Answer.Unknown("is being confirmed");
            case SENDING -> {
                var sought = sought(stored);
                yield sought.status() == Status.SENDING
                        ? new Answer.Unknown("sent, and the venue has not told of it yet")
                        : answer(sought);
            }
            case TAKEN -> look(stored);
            case REFUSED -> new Answer.Rejected(String.valueOf(stored.code()), String.valueOf(stored.reason()));
        };
    }

    /** Looks for an order whose fate is open; finding nothing counts only once the venue's lists are up to date. */
    private LiveOrder sought(LiveOrder stored) {
        var account = accounts.apply(stored.environment()).orElse(null);
        var sentAt = stored.sentAt();
        if (account == null || sentAt == null) {
            return stored;
        }
        String cursor = null;
        // The lists' age is asked first: an order that comes into them in between is found by the pages.
        var readable = account.readableUntil();
        var filters = Map.of(
                "ticker",
                stored.order().ticker(),
                "min_ts",
                String.valueOf(sentAt.minus(SKEW).getEpochSecond()));
        do {
            if (!(account.page(KalshiList.ORDERS, Tier.LIVE, cursor, filters)
                    instanceof Got<KalshiPage<KalshiOrder>>(var page, var retries))) {
                return stored;
            }
            for (var order : page.items()) {
                if (stored.order().clientOrderId().equals(order.clientOrderId())) {
                    return await(table.taken(stored, order.orderId())).orElse(stored);
                }
            }
            cursor = page.cursor();
        } while (cursor != null);
        return readable instanceof Got<Instant>(var until, var retries)
                        && until.isAfter(sentAt.plus(config.lostAfter()))
                ? refuse(stored, Status.SENDING, "NOT_AT_VENUE", "the venue does not have it")
                : stored;
    }

    private Answer look(LiveOrder stored) {
        var id = stored.venueOrderId();
        var account = accounts.apply(stored.environment()).orElse(null);
        if (id == null || account == null) {
            return new Answer.Unknown("the venue cannot be asked");
        }
        return switch (account.order(id)) {
            case Lost<KalshiOrder>(var reason, var body, var retries) -> new Answer.Unknown(reason);
            case Got<KalshiOrder>(var order, var retries) -> {
                // The venue has been seen to answer with another order.
                if (!stored.order().clientOrderId().equals(order.clientOrderId())) {
                    yield new Answer.Unknown("the venue answers with another order");
                }
                var filled = quantity(order.fillCount());
                yield order.isOpen()
                        ? new Answer.Working(id, filled, quantity(order.remainingCount()))
                        : new Answer.Done(id, filled);
            }
        };
    }

    private LiveOrder refuse(LiveOrder stored, Status from, String code, String reason) {
        return await(table.refused(stored, from, code, reason))
                .orElseGet(() -> await(
                                table.find(stored.environment(), stored.order().clientOrderId()))
                        .orElse(stored));
    }

    private Optional<KalshiClient> account(String environment) {
        return permission.allows(environment) ? accounts.apply(environment) : Optional.empty();
    }

    private static Answer off(String environment) {
        return new Answer.Rejected("LIVE_ORDERS_OFF", "orders for " + environment + " are off");
    }

    private static Quantity quantity(@Nullable BigDecimal count) {
        return new Quantity(count == null ? BigDecimal.ZERO : count);
    }

    private static <T> T await(Uni<T> asked) {
        return asked.await().atMost(PATIENCE);
    }
}
