package prescient.trade.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import prescient.trade.cutover.TradingFile;
import prescient.trade.cutover.TradingState;
import prescient.trade.status.SuiteStatus.LastCycle;

/** What the journal beside the legacy files tells about the state of trading. Blocks. */
@ApplicationScoped
class StatusFile {

    private final TradingFile trading;

    StatusFile(TradingFile trading) {
        this.trading = trading;
    }

    Trading read() {
        return trading.ask(draft -> {
            var state = draft.state();
            var last = state.cycles().stream()
                    .max(Comparator.comparing(row -> TradingState.time(row, "started_at")))
                    .map(StatusFile::cycle)
                    .orElse(null);
            int attempts = state.messages().stream()
                    .mapToInt(row -> row.path("attempts").asInt())
                    .max()
                    .orElse(0);
            return new Trading(
                    last,
                    state.pending().size(),
                    state.messages().size(),
                    attempts,
                    oldest(state.pending()),
                    oldest(state.messages()));
        });
    }

    private static @Nullable Instant oldest(Collection<ObjectNode> rows) {
        return rows.stream()
                .filter(row -> row.hasNonNull("created_at"))
                .map(row -> TradingState.time(row, "created_at"))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static LastCycle cycle(ObjectNode row) {
        return new LastCycle(
                row.path("cycle_id").asText(),
                row.path("status").asText(),
                TradingState.time(row, "started_at"),
                row.hasNonNull("finished_at") ? TradingState.time(row, "finished_at") : null);
    }
}
