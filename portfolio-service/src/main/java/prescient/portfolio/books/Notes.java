package prescient.portfolio.books;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prescient.legacy.PythonJson;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;

/** What the legacy form of a position or portfolio has no place for, as the notes of its record. */
final class Notes {

    /** Ledger transactions, as a JSON array. Records with this note say exactly what was booked. */
    static final String BOOKINGS = "bookings";

    /** Reservations that are open, as a JSON array; only the database writes this note. */
    static final String HOLDS = "reservations";

    /** When it was opened, exactly: the file's local time stands for two instants where clocks were put back. */
    private static final String ENTRY_AT = "entry_at";

    private Notes() {}

    static Map<String, String> of(Header header) {
        return Map.of(BOOKINGS, text(header.bookings()));
    }

    static Map<String, String> of(Holding holding) {
        var notes = new LinkedHashMap<String, @Nullable Object>();
        notes.put(ENTRY_AT, holding.trade().at());
        notes.put("entry_shares", holding.lot().entryShares());
        notes.put("shares", holding.lot().shares());
        notes.put("cost", holding.lot().cost());
        notes.put("fees", holding.lot().fees());
        notes.put("current_pnl", holding.worth().currentPnl());
        notes.put("last_price", holding.worth().lastPrice());
        notes.put("last_price_at", holding.worth().lastPriceAt());
        notes.put("realized_pnl", holding.ending().realized());
        notes.put("exit_price", holding.ending().exitPrice());
        notes.put("exit_timestamp", holding.ending().exitAt());
        notes.put("settlement_result", holding.ending().result());
        notes.put(BOOKINGS, text(holding.bookings()));
        var known = new LinkedHashMap<String, String>();
        notes.forEach((key, value) -> {
            if (value != null) {
                known.put(key, value.toString());
            }
        });
        return known;
    }

    /** The position of a record with notes, whose local times are of this zone. */
    static Holding holding(long place, ObjectNode legacy, LegacyPosition form, Map<String, String> notes, ZoneId zone) {
        return new Holding(
                place,
                trade(form, LegacyFields.exactly(form.at(), notes.get(ENTRY_AT), zone)),
                new Holding.Lot(
                        form.amount(),
                        form.entryPrice(),
                        new Quantity(new java.math.BigDecimal(notes.getOrDefault("entry_shares", "0"))),
                        new Quantity(new java.math.BigDecimal(notes.getOrDefault("shares", "0"))),
                        Money.of(notes.getOrDefault("cost", "0")),
                        Money.of(notes.getOrDefault("fees", "0"))),
                new Holding.Worth(
                        Money.of(notes.getOrDefault("current_pnl", "0")),
                        form.legacyGain(),
                        get(notes, "last_price", Price::of),
                        get(notes, "last_price_at", Instant::parse)),
                new Holding.Ending(
                        form.status(),
                        get(notes, "realized_pnl", Money::of),
                        get(notes, "exit_price", Price::of),
                        get(notes, "exit_timestamp", Instant::parse),
                        notes.get("settlement_result")),
                bookings(notes.getOrDefault(BOOKINGS, "[]")),
                legacy);
    }

    /** The position of a record that the old program wrote: what it cost bought shares at its price. */
    static Holding holding(long place, ObjectNode legacy, LegacyPosition form, long number) {
        var price = form.entryPrice();
        boolean open = form.status().equals("open");
        var shares = Quantity.bought(form.amount(), price);
        var bookings = new ArrayList<Booking>();
        bookings.add(Booking.imported(number, form.tradeId(), form.at(), form.amount()));
        if (!open) {
            bookings.add(Booking.importedEnd(number + 1, form.tradeId(), form.at(), form.amount()));
        }
        return new Holding(
                place,
                trade(form, form.at()),
                new Holding.Lot(
                        form.amount(),
                        price,
                        shares,
                        open ? shares : new Quantity(java.math.BigDecimal.ZERO),
                        open ? form.amount() : Money.ZERO,
                        Money.ZERO),
                new Holding.Worth(Money.ZERO, form.legacyGain(), null, null),
                new Holding.Ending(form.status(), null, null, null, null),
                bookings,
                legacy);
    }

    static String text(List<Booking> bookings) {
        return text(bookings, Notes::node);
    }

    /** A JSON array. */
    static <T> String text(Collection<T> items, Function<T, ObjectNode> node) {
        var array = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> array.add(node.apply(item)));
        return array.toString();
    }

    private static ObjectNode node(Booking booking) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("n", booking.number());
        node.put("id", booking.id());
        node.put("kind", booking.kind());
        node.put("hash", booking.hash());
        node.put("at", booking.at().toString());
        node.put("trade_id", booking.tradeId());
        node.put("cash", booking.cash().toString());
        node.put("cost", booking.cost().toString());
        node.put("fee", booking.fee().toString());
        node.put("gain", booking.gain().toString());
        var realized = booking.realized();
        node.put("realized", realized == null ? null : realized.toString());
        return node;
    }

    static List<Booking> bookings(String text) {
        var bookings = new ArrayList<Booking>();
        for (var node : array(text)) {
            bookings.add(new Booking(
                    node.path("n").longValue(),
                    node.path("id").textValue(),
                    node.path("kind").textValue(),
                    node.path("hash").textValue(),
                    Instant.parse(node.path("at").textValue()),
                    node.path("trade_id").textValue(),
                    Money.of(node.path("cash").asText("0")),
                    Money.of(node.path("cost").asText("0")),
                    Money.of(node.path("fee").asText("0")),
                    Money.of(node.path("gain").asText("0")),
                    node.path("realized").isTextual()
                            ? Money.of(node.path("realized").textValue())
                            : null));
        }
        return bookings;
    }

    static ObjectNode node(Hold hold) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("order_id", hold.orderId());
        node.put("portfolio_id", hold.portfolioId());
        node.put("amount", hold.amount().toString());
        node.put("status", hold.status());
        node.put("refusal", hold.refusal());
        node.put("at", hold.at().toString());
        var ended = hold.endedAt();
        node.put("ended_at", ended == null ? null : ended.toString());
        return node;
    }

    static Hold hold(JsonNode node) {
        return new Hold(
                node.path("order_id").textValue(),
                node.path("portfolio_id").intValue(),
                Money.of(node.path("amount").asText("0")),
                node.path("status").textValue(),
                node.path("refusal").textValue(),
                Instant.parse(node.path("at").textValue()),
                node.path("ended_at").isTextual()
                        ? Instant.parse(node.path("ended_at").textValue())
                        : null);
    }

    static List<Hold> holds(String text) {
        var holds = new ArrayList<Hold>();
        array(text).forEach(node -> holds.add(hold(node)));
        return holds;
    }

    private static Holding.Trade trade(LegacyPosition form, Instant at) {
        return new Holding.Trade(form.tradeId(), form.marketId(), form.marketQuestion(), form.action(), at);
    }

    private static <T> @Nullable T get(Map<String, String> notes, String key, Function<String, T> parse) {
        var text = notes.get(key);
        return text == null ? null : parse.apply(text);
    }

    private static JsonNode array(String text) {
        try {
            return PythonJson.mapper().readTree(text);
        } catch (JsonProcessingException damaged) {
            throw new IllegalArgumentException("a note is damaged: " + damaged.getOriginalMessage(), damaged);
        }
    }
}
