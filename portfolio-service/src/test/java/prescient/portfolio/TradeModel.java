package prescient.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A year of generated trades, as requests and as what the rules of booking make of each. */
final class TradeModel {

    static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final int DAYS = 365;
    private static final String[] CITIES = {"nyc", "chicago", "miami", "são paulo"};
    private static final String[] STRATEGIES = {"most-likely", "momentum", "temperature"};

    private TradeModel() {}

    /** Money that moved at one moment. */
    record Movement(Instant at, BigDecimal bought, BigDecimal sold, BigDecimal fee, BigDecimal gain) {

        BigDecimal pnl() {
            return gain.subtract(fee);
        }
    }

    /** @param end null while it is open; the closing fees are in the movements' gains already */
    record Trade(
            String id,
            int portfolio,
            @Nullable String strategy,
            @Nullable String venue,
            @Nullable String city,
            @Nullable String event,
            String market,
            BigDecimal shares,
            BigDecimal price,
            @Nullable BigDecimal quoted,
            @Nullable BigDecimal mid,
            @Nullable BigDecimal fair,
            Instant opened,
            @Nullable Instant end,
            BigDecimal allFees,
            List<Movement> movements,
            List<String> fills,
            @Nullable String settlement) {

        BigDecimal net() {
            return movements.stream().map(Movement::pnl).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        BigDecimal dollars() {
            return movements.getFirst().bought();
        }
    }

    static List<Trade> generated(int portfolio, int count, long seed) {
        var random = new Random(seed);
        var trades = new ArrayList<Trade>(count);
        for (int i = 0; i < count; i++) {
            trades.add(trade("a%d-%06d".formatted(portfolio, i), portfolio, random));
        }
        return trades;
    }

    private static Trade trade(String id, int portfolio, Random random) {
        var opened = START.plusMillis((long) (random.nextDouble() * DAYS * 86_400_000L));
        boolean told = random.nextInt(10) > 0;
        var city = CITIES[random.nextInt(CITIES.length)];
        long day = Duration.between(START, opened).toDays();
        var event = city.charAt(0) + "-day-" + day / 3;
        var shares = BigDecimal.valueOf(random.nextInt(100, 50_000), 2);
        var price = random.nextInt(4) == 0
                ? new BigDecimal("0.5011070537256923")
                : BigDecimal.valueOf(random.nextInt(100, 9900), 4);
        var amount = money(shares.multiply(price));
        var fee = random.nextInt(3) == 0 ? BigDecimal.ZERO : BigDecimal.valueOf(random.nextInt(1, 20_000), 6);
        var ask = price.setScale(2, RoundingMode.HALF_UP);
        var quoted = told ? ask : null;
        var mid = told && random.nextInt(5) > 0 ? ask.multiply(new BigDecimal("0.99")) : null;
        var fair = told && random.nextInt(4) > 0 ? BigDecimal.valueOf(random.nextInt(100, 9900), 4) : null;
        var movements = new ArrayList<Movement>();
        var fills = new ArrayList<String>();
        movements.add(new Movement(opened, amount, BigDecimal.ZERO, fee, BigDecimal.ZERO));
        var strategy = STRATEGIES[random.nextInt(STRATEGIES.length)];
        var venue = random.nextBoolean() ? "kalshi" : "polymarket";
        var origin = told ? """
                {"strategy":"%s","venue":"%s","event_id":"%s","city":"%s","quoted_price":%s,"mid_price":%s,
                 "fair_price":%s}
                """.formatted(strategy, venue, event, city, quoted, mid, fair) : "null";
        var market = "m-" + event.charAt(0) + day / 3 + "-" + random.nextInt(3);
        fills.add(fill(id + "-0", id, portfolio, market, "open", amount, shares, price, fee, opened, origin));

        var left = shares;
        var cost = amount;
        var at = opened;
        var fees = fee;
        int course = random.nextInt(20);
        for (int part = 1; course >= 8 && part <= (course - 4) / 4; part++) {
            at = at.plusSeconds(random.nextInt(1, 90_000)).plusNanos(random.nextInt(1_000_000) * 1000L);
            boolean whole = course == 19 && part == 3;
            var sold = whole ? left : left.divide(BigDecimal.valueOf(3), 2, RoundingMode.DOWN);
            var bid = BigDecimal.valueOf(random.nextInt(1, 100), 2);
            var charge = BigDecimal.valueOf(random.nextInt(10), 3);
            var paid = money(sold.multiply(bid)).subtract(charge);
            var soldCost = whole ? cost : cost.multiply(sold).divide(left, 6, RoundingMode.HALF_UP);
            movements.add(new Movement(at, BigDecimal.ZERO, paid, BigDecimal.ZERO, paid.subtract(soldCost)));
            fills.add(fill(
                    id + "-" + part, id, portfolio, market, "close", BigDecimal.ZERO, sold, bid, charge, at, "null"));
            left = left.subtract(sold);
            cost = cost.subtract(soldCost);
            fees = fees.add(charge);
        }
        @Nullable String settlement = null;
        boolean ended = left.signum() == 0;
        if (!ended && random.nextInt(20) > 0) {
            at = at.plusSeconds(random.nextInt(1, 200_000));
            int result = random.nextInt(21);
            var word = result == 20 ? "void" : result % 2 == 0 ? "won" : "lost";
            var share = result == 20 ? "0.5" : result % 2 == 0 ? "1" : "0";
            var payout = money(left.multiply(new BigDecimal(share)));
            movements.add(new Movement(at, BigDecimal.ZERO, payout, BigDecimal.ZERO, payout.subtract(cost)));
            settlement = """
                    {"settlement_id":"s-%s","trade_id":"trade-%s","result":"%s","at":"%s"}
                    """.formatted(id, id, word, at);
            ended = true;
        }
        return new Trade(
                "trade-" + id,
                portfolio,
                told ? strategy : null,
                told ? venue : null,
                told ? city : null,
                told ? event : null,
                market,
                shares,
                price,
                quoted,
                mid,
                fair,
                opened.truncatedTo(java.time.temporal.ChronoUnit.MICROS),
                ended ? at : null,
                fees,
                movements,
                fills,
                settlement);
    }

    static String fill(
            String fill,
            String trade,
            int portfolio,
            String market,
            String side,
            BigDecimal amount,
            BigDecimal shares,
            BigDecimal price,
            BigDecimal fee,
            Instant at,
            String origin) {
        return """
                {"fill_id":"%s","order_id":"o-%s","trade_id":"trade-%s","portfolio_id":%d,"market_id":"%s",
                 "market_question":"?","action":"buy_yes","side":"%s","amount":%s,"shares":%s,"price":%s,"fee":%s,
                 "at":"%s","origin":%s}
                """.formatted(
                        fill,
                        trade,
                        trade,
                        portfolio,
                        market,
                        side,
                        amount.toPlainString(),
                        shares.toPlainString(),
                        price.toPlainString(),
                        fee.toPlainString(),
                        at,
                        origin);
    }

    static BigDecimal money(BigDecimal dollars) {
        return dollars.setScale(6, RoundingMode.HALF_UP);
    }
}
