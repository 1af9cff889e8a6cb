package prescient.signal.entry;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Strike tables and settings made up for tests. */
final class Sheets {

    static final Instant NOW = Instant.parse("2025-07-28T15:50:00Z");

    private Sheets() {}

    /** Above the strike, probable, cheap enough and traded enough. */
    static StrikeRow good(String ticker) {
        return row(ticker, "118000", "97.00", "95", "7", "2.00", "-4.00", "5000", "yes");
    }

    static StrikeRow row(
            String ticker,
            String strike,
            String probability,
            String yesAsk,
            String noAsk,
            String yesDiff,
            String noDiff,
            String volume,
            String side) {
        return new StrikeRow(
                new BigDecimal(strike),
                new BigDecimal("500.00"),
                new BigDecimal("2.00"),
                new BigDecimal(probability),
                new BigDecimal(yesAsk),
                new BigDecimal(noAsk),
                new BigDecimal(yesDiff),
                new BigDecimal(noDiff),
                new BigDecimal(volume),
                ticker,
                side);
    }

    static StrikeSheet sheet(Instant now, long ttc, @Nullable String score, StrikeRow... rows) {
        var momentum = score == null
                ? null
                : new StrikeSheet.Momentum(
                        new BigDecimal(score), new StrikeSheet.Deltas(BigDecimal.ZERO, null, null, null, null, null));
        return new StrikeSheet(
                "BTC",
                new BigDecimal("118500"),
                ttc,
                "Kalshi",
                "KXBTCD-25JUL2812",
                "Bitcoin price on Jul 28, 2025 at 12pm EDT?",
                new BigDecimal(250),
                "active",
                now,
                now.plusSeconds(ttc),
                momentum,
                "one/0",
                List.of(rows));
    }

    /** The default settings, switched on, with these of their JSON fields otherwise. */
    static EntrySettings settings(Consumer<com.fasterxml.jackson.databind.node.ObjectNode> change) {
        var json = prescient.json.JsonSettings.mapper();
        com.fasterxml.jackson.databind.node.ObjectNode tree = json.valueToTree(EntrySettings.DEFAULT);
        tree.put("enabled", true);
        change.accept(tree);
        try {
            return json.treeToValue(tree, EntrySettings.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    static EntrySettings on() {
        return settings(tree -> {});
    }
}
