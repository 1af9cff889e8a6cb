package prescient.testing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Trading cycles of one portfolio that a seed made, with what must become of each signal of the strategy that buys
 * favourites. That is computed here from decimals alone, by none of the code that trades: services show that they
 * trade it so, a backtest that it replays it so, and then both are equal fill by fill.
 *
 * @param seed the same cycles for the same seed
 * @param cash dollars before the first one; enough for some of its signals
 * @param amount dollars spent on a signal
 */
public record GeneratedCycles(long seed, String cash, String amount, List<Cycle> cycles) {

    private static final int MARKETS = 14;
    private static final int CYCLES = 6;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /**
     * @param markets in the order of volume
     * @param orders in the order of execution
     * @param payments at its end
     * @param cashAfter dollars, payments included
     */
    public record Cycle(List<Market> markets, List<Order> orders, List<Payment> payments, String cashAfter) {}

    /**
     * @param yes dollars, like {@code no}
     * @param resolution how it was decided before this cycle, null while it trades
     */
    public record Market(
            String id, String yes, String no, @Nullable String resolution) {}

    /**
     * What becomes of a signal.
     *
     * @param confidence by which signals are executed, highest first
     * @param code why it is denied, null when it is filled
     * @param shares null unless it is filled; it costs the amount and no fee
     */
    public record Order(
            String marketId,
            String action,
            String price,
            String confidence,
            @Nullable String code,
            @Nullable String shares) {}

    /** @param result won, lost or void */
    public record Payment(String marketId, String result, String payout) {}

    private record Held(boolean yes, BigDecimal shares) {}

    /** The cycles of a seed. */
    public static GeneratedCycles of(long seed) {
        var random = new SplittableRandom(seed);
        var amount = BigDecimal.valueOf(random.nextInt(2_000, 15_000), 2);
        var cash = amount.multiply(BigDecimal.valueOf(random.nextInt(3, 8)))
                .add(BigDecimal.valueOf(random.nextInt(2_000), 2));
        var left = cash;
        var resolved = new HashMap<String, String>();
        var held = new HashMap<String, Held>();
        var cycles = new ArrayList<Cycle>();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            var markets = markets(random, seed, resolved);
            var orders = new ArrayList<Order>();
            for (var signal : signals(markets)) {
                if (held.containsKey(signal.marketId())) {
                    orders.add(denied(signal, "DUPLICATE_POSITION"));
                } else if (left.compareTo(amount) < 0) {
                    orders.add(denied(signal, "INSUFFICIENT_CASH"));
                } else {
                    var shares = amount.divide(new BigDecimal(signal.price()), 12, RoundingMode.HALF_EVEN);
                    held.put(signal.marketId(), new Held(signal.action().equals("buy_yes"), shares));
                    left = left.subtract(amount);
                    orders.add(new Order(
                            signal.marketId(),
                            signal.action(),
                            signal.price(),
                            signal.confidence(),
                            null,
                            shares.toPlainString()));
                }
            }
            var payments = new ArrayList<Payment>();
            for (var market : markets) {
                var lot = market.resolution() == null ? null : held.remove(market.id());
                if (lot != null) {
                    var payment = payment(market, lot);
                    left = left.add(new BigDecimal(payment.payout()));
                    payments.add(payment);
                }
            }
            cycles.add(new Cycle(markets, orders, payments, left.toPlainString()));
            for (var market : markets) {
                if (random.nextInt(4) == 0) {
                    resolved.putIfAbsent(
                            market.id(), List.of("yes", "no", "void").get(random.nextInt(3)));
                }
            }
        }
        return new GeneratedCycles(seed, cash.toPlainString(), amount.toPlainString(), List.copyOf(cycles));
    }

    /** Every signal has a confidence of its own, so that there is one order of execution. */
    private static List<Market> markets(SplittableRandom random, long seed, Map<String, String> resolved) {
        var used = new HashSet<Integer>();
        var markets = new ArrayList<Market>();
        for (int number = 0; number < MARKETS; number++) {
            var id = "g%d-%d".formatted(seed, number);
            int tenThousandths = random.nextInt(5_010, 9_990);
            while (!used.add(tenThousandths)) {
                tenThousandths = random.nextInt(5_010, 9_990);
            }
            var favourite = BigDecimal.valueOf(tenThousandths, 4);
            if (random.nextBoolean()) {
                // As many decimals as real prices have, too few to change the fourth.
                favourite = favourite.add(BigDecimal.valueOf(random.nextLong(100_000_000_000L), 16));
            }
            var other = BigDecimal.ONE.subtract(favourite);
            var prices = switch (random.nextInt(8)) {
                case 0 -> List.of(HALF, HALF);
                case 1 -> List.of(other, other);
                case 2 -> List.of(favourite, favourite);
                case 3, 4, 5 -> List.of(other, favourite);
                default -> List.of(favourite, other);
            };
            markets.add(new Market(
                    id, prices.getFirst().toPlainString(), prices.getLast().toPlainString(), resolved.get(id)));
        }
        return List.copyOf(markets);
    }

    /** The dearer side where it costs more than half a dollar, YES where both cost the same; the dearest first. */
    private static List<Order> signals(List<Market> markets) {
        var signals = new ArrayList<Order>();
        for (var market : markets) {
            var yes = new BigDecimal(market.yes());
            var no = new BigDecimal(market.no());
            var dearer = yes.max(no);
            if (market.resolution() == null && dearer.compareTo(HALF) > 0) {
                var confidence = dearer.setScale(4, RoundingMode.HALF_EVEN).subtract(HALF);
                signals.add(new Order(
                        market.id(),
                        yes.compareTo(no) >= 0 ? "buy_yes" : "buy_no",
                        dearer.toPlainString(),
                        confidence.stripTrailingZeros().toPlainString(),
                        null,
                        null));
            }
        }
        signals.sort(Comparator.comparing((Order signal) -> new BigDecimal(signal.price()))
                .reversed());
        return signals;
    }

    private static Order denied(Order signal, String code) {
        return new Order(signal.marketId(), signal.action(), signal.price(), signal.confidence(), code, null);
    }

    private static Payment payment(Market market, Held held) {
        var resolution = Objects.requireNonNull(market.resolution());
        boolean won = resolution.equals(held.yes() ? "yes" : "no");
        var share = resolution.equals("void") ? HALF : won ? BigDecimal.ONE : BigDecimal.ZERO;
        var payout = held.shares().multiply(share).setScale(6, RoundingMode.HALF_UP);
        return new Payment(
                market.id(), resolution.equals("void") ? "void" : won ? "won" : "lost", payout.toPlainString());
    }
}
