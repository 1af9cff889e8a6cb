package prescient.bench.cutover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Legacy files of any size, made the same way each time, to the byte as the legacy program would write them. */
final class LegacyFiles {

    private static final int POSITIONS = 100;

    private LegacyFiles() {}

    /** Writes {@code trades} trades and a portfolio of a hundred positions below {@code folder}. */
    static void write(Path folder, int trades) {
        try {
            Files.createDirectories(folder.resolve("trades"));
            try (var file =
                    Files.newBufferedWriter(folder.resolve("trades/paper_trades.json"), StandardCharsets.UTF_8)) {
                file.write("[");
                for (int number = 0; number < trades; number++) {
                    file.write(number == 0 ? "\n" : ",\n");
                    file.write(trade(number));
                }
                file.write("\n]");
            }
            Files.writeString(folder.resolve("trades/portfolio.json"), portfolio());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String trade(int number) {
        return """
                  {
                    "trade_id": "%s",
                    "timestamp": "%s",
                    "market_id": "%d",
                    "market_question": "Will number %d be drawn before the others are?",
                    "action": "buy_yes",
                    "amount": 1,
                    "entry_price": %s,
                    "confidence": %s,
                    "reason": "YES price %s > 0.50, buying YES at %s",
                    "status": "open",
                    "event_id": null,
                    "event_title": null,
                    "event_end_date": null,
                    "current_pnl": 0.0,
                    "realized_pnl": null
                  }""".formatted(
                        id(number),
                        at(number),
                        1_000_000 + number,
                        number,
                        price(number),
                        "0." + (10 + number % 30) + (1 + number % 9),
                        price(number),
                        price(number))
                .indent(2)
                .stripTrailing();
    }

    private static String portfolio() {
        var text = new StringBuilder("{\n  \"balance\": 9900.0,\n  \"positions\": [");
        for (int number = 0; number < POSITIONS; number++) {
            text.append(number == 0 ? "\n" : ",\n")
                    .append("""
                        {
                          "trade_id": "%s",
                          "market_id": "%d",
                          "market_question": "Will number %d be drawn before the others are?",
                          "action": "buy_yes",
                          "amount": 1,
                          "entry_price": %s,
                          "entry_timestamp": "%s",
                          "status": "open",
                          "current_pnl": 0.0
                        }""".formatted(id(number), 1_000_000 + number, number, price(number), at(number))
                            .indent(4)
                            .stripTrailing());
        }
        return text.append("""

                  ],
                  "total_invested": 100.0,
                  "total_profit_loss": 0.0,
                  "trade_count": 100,
                  "created_at": "2025-10-20T17:02:45.883009",
                  "last_updated": "2025-10-22T23:23:45.648350"
                }""").toString();
    }

    private static String id(int number) {
        return "trade_20251020_170245_" + (1_000_000 + number);
    }

    private static String at(int number) {
        int second = number % 86_400;
        return String.format(
                Locale.ROOT,
                "2025-10-%02dT%02d:%02d:%02d.%06d",
                1 + number / 86_400 % 28,
                second / 3600,
                second / 60 % 60,
                second % 60,
                1 + number % 999_999);
    }

    private static String price(int number) {
        return "0." + (600 + number % 300) + "0370537256" + (1 + number % 9);
    }
}
