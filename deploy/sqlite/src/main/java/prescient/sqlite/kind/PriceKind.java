package prescient.sqlite.kind;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Price logs: {@code btc_price_history.db}, one row a second. There are millions, so this one is in a hurry. */
public final class PriceKind implements Kind {

    /** The exchange whose prices the old desk took. */
    public static final String EXCHANGE = "coinbase";

    private static final int DECIMALS = 4;
    private static final String SHAPE = "0000-00-00T00:00:00";
    private static final int HOUR = "0000-00-00T00".length();

    private static final Target TARGET = Target.of(
                    "market",
                    "price_log",
                    2,
                    "symbol text",
                    "timestamp timestamptz",
                    "price numeric",
                    "venue text",
                    "environment text",
                    "legacy_timestamp text")
            .archivedBy("timestamp");

    private static final int SYMBOL = TARGET.place("symbol");
    private static final int AT = TARGET.place("timestamp");
    private static final int PRICE = TARGET.place("price");
    private static final int VENUE = TARGET.place("venue");
    private static final int ENVIRONMENT = TARGET.place("environment");
    private static final int LEGACY = TARGET.place("legacy_timestamp");

    @Override
    public Set<String> tables() {
        return Set.of("price_log", "btc_prices");
    }

    @Override
    public List<Shape> shapes() {
        return List.of(
                Shape.of("10-columns", "timestamp", "price", "one_minute_avg", "momentum"),
                Shape.of("seed", "id", "timestamp", "price"),
                Shape.of("2-columns", "timestamp", "price"));
    }

    @Override
    public Set<String> known() {
        return Set.of(
                "id",
                "timestamp",
                "price",
                "volume",
                "one_minute_avg",
                "momentum",
                "delta_1m",
                "delta_2m",
                "delta_3m",
                "delta_4m",
                "delta_15m",
                "delta_30m");
    }

    @Override
    public Target target() {
        return TARGET;
    }

    @Override
    public String order() {
        return "\"timestamp\"";
    }

    @Override
    public Converter converter(Source source) {
        var hours = new Hours(source.clock());
        return (row, draft) -> {
            draft.set(SYMBOL, source.symbol());
            draft.set(VENUE, EXCHANGE);
            draft.set(ENVIRONMENT, source.environment());
            var text = row.get("timestamp") instanceof String stored ? stored : null;
            draft.set(LEGACY, text);
            draft.set(PRICE, price(row, draft));
            if (text == null) {
                draft.flag("time-unreadable");
            } else if (draft.value(PRICE) != null) {
                // Without a price there is nothing to record: the row is kept as it is and has no place here.
                draft.set(AT, hours.printed(text, draft));
            }
        };
    }

    private static @Nullable String price(Row row, Draft draft) {
        var text = row.text("price");
        if (text != null
                && row.get("price") instanceof Double real
                && real >= 0
                && text.indexOf('e') < 0
                && text.length() - text.indexOf('.') - 1 <= DECIMALS) {
            return text;
        }
        var price = Amounts.number(row, "price", draft);
        if (price == null) {
            draft.flag("price-missing");
            return null;
        }
        if (price.signum() < 0) {
            draft.flag("price-negative");
            return null;
        }
        if (price.scale() > DECIMALS) {
            draft.flag("float-noise");
            price = Amounts.plain(price.setScale(DECIMALS, RoundingMode.HALF_EVEN));
        }
        return plain(price);
    }

    private static String plain(BigDecimal price) {
        return price.toPlainString();
    }

    /** Wall clocks hour by hour: within one that no clock change touches, only minutes and seconds are copied. */
    private static final class Hours {

        private final Clock clock;
        private String known = "";
        private @Nullable String utc;

        Hours(Clock clock) {
            this.clock = clock;
        }

        @Nullable String printed(String text, Draft draft) {
            if (!hasShape(text)) {
                return Clock.printed(clock.local(text, "time", draft));
            }
            if (!text.startsWith(known) || known.isEmpty()) {
                learn(text.substring(0, HOUR));
            }
            return utc == null ? Clock.printed(clock.local(text, "time", draft)) : utc + text.substring(HOUR) + "+00";
        }

        private void learn(String hour) {
            known = hour;
            utc = null;
            var rules = clock.zone().getRules();
            LocalDateTime begin;
            try {
                begin = LocalDateTime.parse(hour + ":00:00");
            } catch (java.time.DateTimeException noTime) {
                return;
            }
            var offsets = rules.getValidOffsets(begin);
            var last = rules.getValidOffsets(begin.plus(59, ChronoUnit.MINUTES).plusSeconds(59));
            if (offsets.size() == 1
                    && offsets.equals(last)
                    && offsets.getFirst().getTotalSeconds() % 3600 == 0) {
                var at = begin.atOffset(offsets.getFirst()).withOffsetSameInstant(ZoneOffset.UTC);
                utc = !Clock.isReal(at.toInstant())
                        ? null
                        : at.toLocalDate() + " " + (at.getHour() < 10 ? "0" : "") + at.getHour();
            }
        }

        private static boolean hasShape(String text) {
            if (text.length() != SHAPE.length()) {
                return false;
            }
            for (var i = HOUR; i < text.length(); i++) {
                var c = text.charAt(i);
                var expected = SHAPE.charAt(i);
                if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                    return false;
                }
            }
            return text.charAt(HOUR + 1) < '6' && text.charAt(HOUR + 4) < '6';
        }
    }
}
