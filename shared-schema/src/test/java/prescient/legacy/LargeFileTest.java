package prescient.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeFileTest {

    private static final int HEAP = 32;
    private static final long BYTES = 100_000_000;

    @TempDir
    private Path dir;

    @Test
    void aFileMayBeMuchLargerThanTheHeap() throws IOException {
        // Given
        var path = dir.resolve("paper_trades.json");

        // When
        List<String> lines;
        try (var child = ChildJvm.start(HEAP, Work.class, path.toString(), Long.toString(BYTES))) {
            lines = child.lines();
        }

        // Then
        assertThat(lines).hasSize(2).last().isEqualTo("done");
        assertThat(Files.size(path)).isGreaterThan(BYTES);
    }

    /** Runs in a process of its own: makes, changes, reads and judges the file. */
    static final class Work {

        private Work() {}

        public static void main(String[] args) {
            var file = new JsonArrayFile(Path.of(args[0]));
            long wanted = Long.parseLong(args[1]);
            long start = System.nanoTime();
            file.replace(sink -> {
                for (long bytes = 0, n = 0; bytes < wanted; n++) {
                    var trade = trade(n);
                    sink.accept(trade);
                    bytes += 450;
                }
            });
            long made = System.nanoTime();
            file.append(List.of(trade(-1)));
            long appended = System.nanoTime();
            file.rewrite(value -> value.path("amount").asInt() % 1000 == 999 ? trade(7) : value, List.of(trade(-2)));
            long rewritten = System.nanoTime();
            var count = new long[2];
            file.read(value -> count[0]++);
            long read = System.nanoTime();
            file.inspect(element -> count[1] += element.isExact() ? 1 : 0, bytes -> {});
            long inspected = System.nanoTime();
            System.out.printf(
                    "%d bytes, ms: made %d, appended %d, rewritten %d, read %d, inspected %d%n",
                    file.bytes(),
                    (made - start) / 1_000_000,
                    (appended - made) / 1_000_000,
                    (rewritten - appended) / 1_000_000,
                    (read - rewritten) / 1_000_000,
                    (inspected - read) / 1_000_000);
            System.out.println(count[0] > 0 && count[0] == count[1] ? "done" : "some elements are not exact");
        }

        private static ObjectNode trade(long n) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("trade_id", "trade_20251020_170245_" + n)
                    .put("timestamp", "2025-10-20T17:02:45.884042")
                    .put("market_question", "Will the price of Ethereum be above $4,000 on October 20? O’Neill")
                    .put("action", "buy_yes")
                    .put("amount", n)
                    .put("entry_price", new java.math.BigDecimal("0.5011070537256923"))
                    .put("confidence", new java.math.BigDecimal("0.36"))
                    .put("reason", "YES price 0.860 > 0.50, buying YES at 0.860")
                    .put("status", "open")
                    .putNull("event_id")
                    .putNull("event_title")
                    .putNull("event_end_date");
        }
    }
}
