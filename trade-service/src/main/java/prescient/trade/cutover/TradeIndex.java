package prescient.trade.cutover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The trades of {@code paper_trades.json} by id and by market, in memory; read from the file when it is first asked.
 * {@link TradingFile} guards it.
 */
public final class TradeIndex {

    private final Consumer<Consumer<ObjectNode>> file;

    private final Map<String, Held> trades = new HashMap<>();
    private final Map<String, Map<String, Held>> openByMarket = new HashMap<>();
    private long size;
    private boolean loaded;

    /** @param file hands over all objects of the file, in order */
    TradeIndex(Consumer<Consumer<ObjectNode>> file) {
        this.file = file;
    }

    /** The file was read. */
    boolean isLoaded() {
        return loaded;
    }

    private void load() {
        if (loaded) {
            return;
        }
        trades.clear();
        openByMarket.clear();
        size = 0;
        file.accept(this::add);
        loaded = true;
    }

    /** The next object of the file. */
    void add(ObjectNode value) {
        put(held(value, size));
        size++;
    }

    /** An object of the file as it is now. */
    void replace(ObjectNode value, long position) {
        put(held(value, position));
    }

    /** How many objects the file has. */
    long size() {
        load();
        return size;
    }

    /** Null when there is none of that id. */
    public @Nullable Held find(String tradeId) {
        load();
        return trades.get(tradeId);
    }

    /** The market is held. */
    public boolean holds(String marketId) {
        load();
        return openByMarket.containsKey(marketId);
    }

    /** The open trades of a market, oldest first. */
    public List<Held> open(String marketId) {
        load();
        return List.copyOf(openByMarket.getOrDefault(marketId, Map.of()).values());
    }

    /** The markets of all open trades. */
    public Set<String> openMarkets() {
        load();
        return new TreeSet<>(openByMarket.keySet());
    }

    /** All of these ids are known. */
    boolean hasAll(Collection<String> tradeIds) {
        load();
        return trades.keySet().containsAll(tradeIds);
    }

    private void put(Held held) {
        var before = trades.put(held.tradeId(), held);
        if (before != null && before.open()) {
            openByMarket.computeIfPresent(before.marketId(), (market, open) -> {
                open.remove(before.tradeId());
                return open.isEmpty() ? null : open;
            });
        }
        if (held.open()) {
            openByMarket
                    .computeIfAbsent(held.marketId(), market -> new LinkedHashMap<>(2))
                    .put(held.tradeId(), held);
        }
    }

    private static Held held(ObjectNode value, long position) {
        return new Held(
                value.path("trade_id").asText(),
                position,
                value.path("market_id").asText(),
                value.path("action").asText().intern(),
                number(value, "amount"),
                number(value, "entry_price"),
                value.path(LegacyTrade.STATUS).asText().intern());
    }

    /** Zero for what is no number. */
    private static BigDecimal number(ObjectNode value, String key) {
        var node = value.path(key);
        return node.isIntegralNumber() || node.isBigDecimal() ? node.decimalValue() : BigDecimal.ZERO;
    }
}
