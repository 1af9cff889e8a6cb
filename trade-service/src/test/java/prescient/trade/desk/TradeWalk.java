package prescient.trade.desk;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.problem.Refused;
import prescient.trade.notification.NotificationRig;
import prescient.trade.venue.Answer;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;
import prescient.trade.venue.VenueFill;
import prescient.trade.venue.VenueSettlement;
import prescient.trade.venue.VenueSettlement.Result;

/** A random walk over the desk: requests, a venue with moods, crashes anywhere, everything twice, and lies. */
final class TradeWalk {

    /** The process is gone; whatever it was doing is cut off. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash() {
            super("crash", null, false, false);
        }
    }

    private static final int MARKETS = 6;
    private static final List<TimeInForce> KINDS = List.of(TimeInForce.values());
    private static final List<Result> RESULTS = List.of(Result.values());
    private static final List<String> SIZES = List.of("1", "10", "20", "2.5", "7.25");

    final DeskRig rig = new DeskRig();
    final List<String> trades = new ArrayList<>();
    int crashes;

    private final Random random;
    private final List<Uni<Answer>> late = new ArrayList<>();
    private int untilCrash = Integer.MAX_VALUE;
    private int strays;

    TradeWalk(long seed) {
        this.random = new Random(seed);
        rig.table = new CrashingTable();
        rig.handlers.clear();
        rig.handlers.add(new MessageHandler() {
            @Override
            public Role recipient() {
                return Role.SUPERVISOR;
            }

            @Override
            public void handle(DeskMessage message) {
                step();
                rig.supervisor.handle(message);
                step();
            }
        });
        rig.restart();
        rig.venue.matching = order -> parts(order.count().shares());
        rig.venue.priced =
                limit -> new Price(limit.value().subtract(new BigDecimal(random.nextInt(3)).movePointLeft(3)));
    }

    private void step() {
        if (--untilCrash == 0) {
            throw new Crash();
        }
    }

    /** Tables that crash before or after they have stored something. */
    private final class CrashingTable extends DeskTable {
        CrashingTable() {
            super(DeskRig.pool(), DeskRig.JSON, NotificationRig.table(DeskRig.pool()));
        }

        @Override
        Uni<Optional<TradeView>> open(DeskTrade trade, List<Note> notes, Instant now) {
            step();
            var stored = DeskRig.got(super.open(trade, notes, now));
            step();
            return Uni.createFrom().item(stored);
        }

        @Override
        Uni<Saved> save(Change change, Instant now) {
            step();
            var saved = DeskRig.got(super.save(change, now));
            step();
            return Uni.createFrom().item(saved);
        }
    }

    private List<BigDecimal> parts(BigDecimal count) {
        return switch (random.nextInt(5)) {
            case 0 -> List.of();
            case 1 -> List.of(part(count, "0.25"));
            case 2 -> List.of(part(count, "0.25"), part(count, "0.5"));
            default -> List.of(count);
        };
    }

    private static BigDecimal part(BigDecimal count, String share) {
        return count.multiply(new BigDecimal(share)).setScale(2, RoundingMode.UP);
    }

    /** Walks, then lets the venue recover and every market end. */
    void walk(int steps) {
        for (int i = 0; i < steps; i++) {
            survive(this::move);
        }
        untilCrash = Integer.MAX_VALUE;
        rig.venue.spoiled.clear();
        rig.venue.silentFills = false;
        rig.restart();
        late.forEach(DeskRig::got);
        rig.clock.set(DeskRig.CLOSE.plusSeconds(60L * MARKETS));
        rig.venue.orders.values().forEach(order -> order.working = false);
        for (int market = 0; market < MARKETS; market++) {
            settle(market);
        }
        for (int i = 0; i < 30; i++) {
            rig.drive.round();
            rig.clock.pass(Duration.ofSeconds(31));
        }
    }

    private void survive(Runnable move) {
        if (random.nextInt(4) == 0) {
            untilCrash = 1 + random.nextInt(12);
        }
        try {
            move.run();
        } catch (Crash crash) {
            crashes++;
            rig.restart();
        }
        untilCrash = Integer.MAX_VALUE;
    }

    private void move() {
        rig.clock.pass(Duration.ofMillis(random.nextInt(4000)));
        mood();
        switch (random.nextInt(11)) {
            case 0, 1, 2 -> open();
            case 3 -> close();
            case 4 -> lie();
            case 5 -> rewind();
            case 6 -> surprise();
            case 7 -> {
                if (!late.isEmpty()) {
                    DeskRig.got(late.removeFirst());
                }
            }
            default -> rig.drive.round();
        }
    }

    /** How the venue takes the next questions. */
    private void mood() {
        rig.venue.rejecting = random.nextInt(8) == 0;
        rig.venue.silentFills = random.nextInt(5) == 0;
        switch (random.nextInt(8)) {
            case 0 -> rig.venue.loseAnswer();
            case 1 -> rig.venue.loseQuestion();
            case 2 ->
                rig.venue.spoiled.add(answer -> {
                    late.add(answer.memoize().indefinitely());
                    return null;
                });
            case 3 ->
                rig.venue.spoiled.add(answer -> {
                    step();
                    DeskRig.got(answer);
                    throw new Crash();
                });
            default -> {}
        }
    }

    private void open() {
        boolean again = !trades.isEmpty() && random.nextInt(4) == 0;
        var id = again ? pick() : "t" + trades.size();
        int market = random.nextInt(MARKETS);
        var terms = again && random.nextBoolean()
                ? rig.trade(id).terms()
                : DeskRig.terms(
                        id,
                        "KX-" + market,
                        random.nextBoolean() ? Side.YES : Side.NO,
                        SIZES.get(random.nextInt(SIZES.size())),
                        "0." + (11 + random.nextInt(80)),
                        KINDS.get(random.nextInt(KINDS.size())),
                        DeskRig.CLOSE.minusSeconds(60L * (MARKETS - market)));
        try {
            rig.manager.open(terms);
            rig.manager.drive(id);
        } catch (Refused refused) {
            // A taken place, a closed market or an id with other terms; nothing is stored then.
        } finally {
            if (!again
                    && DeskRig.got(new DeskTable(DeskRig.pool(), DeskRig.JSON, NotificationRig.table(DeskRig.pool()))
                                    .find(id))
                            .isPresent()) {
                trades.add(id);
            }
        }
    }

    private void close() {
        if (!trades.isEmpty()) {
            rig.wish(pick(), "close" + random.nextInt(2), "{\"method\": \"manual\", \"limit_price\": 0.9}");
        }
    }

    /** Somebody says what is not so, or what came too late. No answer may break a trade. */
    private void lie() {
        if (trades.isEmpty()) {
            return;
        }
        var id = pick();
        var life = rig.manager.life();
        rig.change(id, (trade, now) -> {
            var order = trade.orders().get(random.nextInt(trade.orders().size()));
            return switch (random.nextInt(6)) {
                case 0 -> life.answered(trade, order.clientOrderId(), new Answer.NotFound(), now);
                case 1 -> life.answered(trade, order.clientOrderId(), new Answer.Unknown("lost"), now);
                case 2 -> life.answered(trade, order.clientOrderId(), new Answer.Rejected("NO", "no"), now);
                case 3 ->
                    life.answered(
                            trade,
                            order.clientOrderId(),
                            new Answer.Working("w", new Quantity(BigDecimal.ZERO), order.count()),
                            now);
                case 4 -> life.settled(trade, Result.NO, now);
                default -> life.wished(trade, new CloseWish("auto", CloseWish.ANY), now);
            };
        });
    }

    /** Fills and settlements that were read come again. */
    private void rewind() {
        try (var connection = DeskRig.superuser();
                var statement = connection.createStatement()) {
            statement.execute("UPDATE trade.desk_cursors SET cursor = (cursor::integer / 2)::text");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        rig.drive.round();
    }

    /** Fills of orders that the venue had refused or ended, or that nobody sent; results before their time. */
    private void surprise() {
        var known = rig.venue.orders.keySet().stream().toList();
        int kind = random.nextInt(6);
        if (kind == 0 && !known.isEmpty()) {
            rig.venue.fill(known.get(random.nextInt(known.size())), BigDecimal.ONE);
        } else if (kind == 1) {
            rig.venue.fills.add(new VenueFill(
                    "stray" + strays++,
                    "nobody",
                    "KX-0",
                    Side.YES,
                    new Quantity(BigDecimal.ONE),
                    Price.of("0.5"),
                    Money.ZERO,
                    rig.clock.instant()));
        } else if (kind == 2) {
            settle(random.nextInt(MARKETS));
        }
        var working = rig.venue.orders.values().stream()
                .filter(order -> order.working)
                .toList();
        if (!working.isEmpty()) {
            var order = working.get(random.nextInt(working.size()));
            rig.venue.fill(
                    order.order.clientOrderId(), order.order.count().shares().subtract(order.filled));
        }
        rig.drive.round();
    }

    private void settle(int market) {
        rig.venue.settlements.add(new VenueSettlement(
                "KX-" + market,
                RESULTS.get(random.nextInt(RESULTS.size())),
                rig.clock.instant().plusMillis(1)));
    }

    private String pick() {
        return trades.get(random.nextInt(trades.size()));
    }
}
