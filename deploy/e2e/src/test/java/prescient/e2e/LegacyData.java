package prescient.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The legacy files of a suite, as a stranger reads them. */
record LegacyData(Path folder) {

    /** The ids of all trades, in file order. */
    List<String> trades() {
        return ids("trades/paper_trades.json", "trade_id");
    }

    /** The trade ids of all positions, in file order. */
    List<String> positions() {
        return StreamSupport.stream(portfolio().path("positions").spliterator(), false)
                .map(position -> position.path("trade_id").asText())
                .toList();
    }

    JsonNode portfolio() {
        return read("trades/portfolio.json");
    }

    /** What was put into open positions and what is left, in dollars. */
    BigDecimal cashAndOpenAmounts() {
        var sum = portfolio().path("balance").decimalValue();
        for (var position : portfolio().path("positions")) {
            if (position.path("status").asText().equals("open")) {
                sum = sum.add(position.path("amount").decimalValue());
            }
        }
        return sum;
    }

    /** How many snapshots the history holds. */
    int snapshots() {
        return exists("history/portfolio_history.json")
                ? read("history/portfolio_history.json").size()
                : 0;
    }

    /** All files but those the suite keeps for itself, by name, as bytes. */
    TreeMap<String, byte[]> bytes() {
        var all = new TreeMap<String, byte[]>();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                var name = folder.relativize(path).toString();
                if (name.endsWith(".json") && !name.startsWith(".")) {
                    all.put(name, Files.readAllBytes(path));
                }
            }
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean exists(String name) {
        return Files.exists(folder.resolve(name));
    }

    JsonNode read(String name) {
        try {
            return Api.JSON.readTree(folder.resolve(name).toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<String> ids(String name, String key) {
        var ids = new ArrayList<String>();
        if (exists(name)) {
            read(name).forEach(record -> ids.add(record.path(key).asText()));
        }
        return ids;
    }
}
