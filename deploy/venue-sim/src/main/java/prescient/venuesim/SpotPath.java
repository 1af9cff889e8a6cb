package prescient.venuesim;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The price of a coin on the spot exchange, and its trades: waves of many lengths around a base, a pure function of the
 * seed and the instant.
 */
final class SpotPath {

    private static final Map<String, Double> BASES = Map.of("BTC-USD", 118_000.0, "ETH-USD", 3_800.0);
    private static final double[] WAVE_HOURS = {720, 72, 24, 4, 1, 0.25, 1 / 60.0, 1 / 600.0};
    private static final double[] WAVE_HEIGHTS = {0.06, 0.02, 0.01, 0.004, 0.002, 0.001, 0.0003, 0.0001};
    private static final double HOUR_MS = 3_600_000;

    /** Chances of no trade, at most one and at most two in a second; there are never more than three. */
    private static final double[] BUSY = {0.12, 0.5, 0.8};

    private static final int MOST = BUSY.length;
    private static final int MICROS = 1_000_000;
    private static final long COUNTS = 100;
    private static final long OFFSETS = 200;

    private final String symbol;
    private final double base;
    private final Noise noise;

    private SpotPath(String symbol, double base, Noise noise) {
        this.symbol = symbol;
        this.base = base;
        this.noise = noise;
    }

    /** Empty for a coin that is not traded. */
    static Optional<SpotPath> of(String symbol, Noise noise) {
        return Optional.ofNullable(BASES.get(symbol))
                .map(base -> new SpotPath(symbol, base, noise.fork(symbol.hashCode())));
    }

    String symbol() {
        return symbol;
    }

    /** In dollars. */
    double dollars(Instant at) {
        double hours = at.toEpochMilli() / HOUR_MS;
        double sum = 0;
        for (int wave = 0; wave < WAVE_HOURS.length; wave++) {
            sum += WAVE_HEIGHTS[wave] * noise.wave(wave, hours / WAVE_HOURS[wave]);
        }
        return base * StrictMath.exp(sum);
    }

    /** The trades after {@code from} and up to {@code until}, in their order. */
    List<Tick> ticks(Instant from, Instant until) {
        var ticks = new ArrayList<Tick>();
        for (long second = from.getEpochSecond(); second <= until.getEpochSecond(); second++) {
            for (var tick : inSecond(second)) {
                if (tick.at().isAfter(from) && !tick.at().isAfter(until)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    /** The last trade up to {@code at}. */
    Tick last(Instant at) {
        for (long second = at.getEpochSecond(); ; second--) {
            var before = inSecond(second).stream()
                    .filter(tick -> !tick.at().isAfter(at))
                    .max(Comparator.comparingLong(Tick::sequence));
            if (before.isPresent()) {
                return before.get();
            }
        }
    }

    private List<Tick> inSecond(long second) {
        double draw = noise.uniform(COUNTS, second);
        int count = 0;
        while (count < MOST && draw >= BUSY[count]) {
            count++;
        }
        var offsets = LongStream.range(0, count)
                .map(place -> (long) (noise.uniform(OFFSETS + place, second) * MICROS))
                .sorted()
                .toArray();
        var ticks = new ArrayList<Tick>(count);
        for (int place = 0; place < count; place++) {
            var at = Instant.ofEpochSecond(second).plus(offsets[place], ChronoUnit.MICROS);
            var price = BigDecimal.valueOf(dollars(at)).setScale(2, RoundingMode.HALF_EVEN);
            ticks.add(new Tick(at, price, second * (MOST + 1) + place));
        }
        return ticks;
    }
}
