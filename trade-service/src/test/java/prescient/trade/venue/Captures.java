package prescient.trade.venue;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import prescient.json.JsonSettings;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.venue.VenueSettlement.Result;

/** Captured accounts of the shared folder: what a venue said of orders, fills, settlements and positions, in cents. */
public final class Captures {

    public static final Path RECIO =
            Path.of(System.getProperty("prescient.shared", "../shared")).resolve("data/recio");

    private Captures() {}

    /**
     * One account: the union of its captures, because each is only what the venue still told at that time.
     *
     * @param fills oldest first
     */
    public record Account(
            String name,
            List<JsonNode> orders,
            Map<String, List<VenueFill>> fillsOfOrder,
            List<VenueFill> fills,
            List<JsonNode> rawFills,
            List<JsonNode> settlements) {

        public Map<String, PositionFold> positions(Instant until) {
            var positions = new HashMap<String, PositionFold>();
            for (var fill : fills) {
                if (!fill.filledAt().isAfter(until)) {
                    var before = positions.getOrDefault(fill.ticker(), PositionFold.EMPTY);
                    positions.put(fill.ticker(), before.after(fill).position());
                }
            }
            return positions;
        }
    }

    /** The accounts found under {@code api}; folders are named after account and day. Skips the test without them. */
    public static List<Account> accounts() throws IOException {
        var api = RECIO.resolve("api");
        assumeTrue(Files.isDirectory(api), "the shared folder is absent");
        var folders = new TreeMap<String, List<Path>>();
        try (var found = Files.walk(api)) {
            for (var folder : found.filter(Files::isDirectory).sorted().toList()) {
                var name = folder.getFileName().toString();
                if (name.contains("_")) {
                    folders.computeIfAbsent(name.substring(0, name.indexOf('_')), key -> new ArrayList<>())
                            .add(folder);
                }
            }
        }
        var accounts = new ArrayList<Account>();
        for (var entry : folders.entrySet()) {
            accounts.add(account(entry.getKey(), entry.getValue()));
        }
        return accounts;
    }

    /** The rows of one file of a capture; none where the file is absent. */
    public static List<JsonNode> rows(Path file, String list) throws IOException {
        var rows = new ArrayList<JsonNode>();
        if (Files.exists(file)) {
            JsonSettings.mapper().readTree(file.toFile()).path(list).forEach(rows::add);
        }
        return rows;
    }

    public static Instant at(JsonNode row, String field) {
        return Instant.parse(row.path(field).asText());
    }

    public static Money dollars(long cents) {
        return new Money(BigDecimal.valueOf(cents, 2));
    }

    public static long cents(Money amount) {
        return amount.amount().movePointRight(2).longValueExact();
    }

    public static Result result(JsonNode settlement) {
        return Result.valueOf(settlement.path("market_result").asText().toUpperCase(java.util.Locale.ROOT));
    }

    private static Account account(String name, List<Path> folders) throws IOException {
        var orders = new LinkedHashMap<String, JsonNode>();
        var fills = new LinkedHashMap<String, JsonNode>();
        var settlements = new LinkedHashMap<String, JsonNode>();
        for (var folder : folders) {
            rows(folder.resolve("orders.json"), "orders")
                    .forEach(row -> orders.put(row.path("order_id").asText(), row));
            rows(folder.resolve("fills.json"), "fills")
                    .forEach(row -> fills.put(row.path("trade_id").asText(), row));
            rows(folder.resolve("settlements.json"), "settlements")
                    .forEach(row -> settlements.put(
                            row.path("ticker").asText()
                                    + row.path("settled_time").asText(),
                            row));
        }
        var raw = new ArrayList<>(fills.values());
        raw.sort(Comparator.comparing(row -> at(row, "created_time")));
        var all = raw.stream().map(Captures::fill).toList();
        var ofOrder = new HashMap<String, List<VenueFill>>();
        all.forEach(fill -> ofOrder.computeIfAbsent(fill.clientOrderId(), key -> new ArrayList<>())
                .add(fill));
        return new Account(
                name,
                List.copyOf(orders.values()),
                ofOrder,
                all,
                raw,
                settlements.values().stream()
                        .sorted(Comparator.comparing(row -> at(row, "settled_time")))
                        .toList());
    }

    /** A fill with the venue's order id as the client's, which not every captured order has. */
    private static VenueFill fill(JsonNode row) {
        var side = Side.valueOf(row.path("side").asText().toUpperCase(java.util.Locale.ROOT));
        var cents = row.path(side == Side.YES ? "yes_price" : "no_price").asLong();
        var count = new Quantity(BigDecimal.valueOf(row.path("count").asLong()));
        var price = new Price(BigDecimal.valueOf(cents, 2));
        var fee = KALSHI_2025.charge(Liquidity.TAKER, count, price, Money.ZERO).fee();
        return new VenueFill(
                row.path("trade_id").asText(),
                row.path("order_id").asText(),
                row.path("ticker").asText(),
                side,
                count,
                price,
                fee,
                at(row, "created_time"));
    }

    public static final FeeSchedule KALSHI_2025 = new FeeSchedule(
            "kalshi-2025",
            "kalshi",
            null,
            Instant.EPOCH,
            null,
            FeeRule.KALSHI_PER_FILL,
            new BigDecimal("0.07"),
            BigDecimal.ZERO,
            null,
            "the captures");
}
