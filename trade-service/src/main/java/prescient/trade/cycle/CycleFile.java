package prescient.trade.cycle;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.trade.cutover.Draft;
import prescient.trade.cutover.FileChanges;
import prescient.trade.cutover.TradingFile;
import prescient.trade.cutover.TradingState;
import prescient.trade.cycle.Cycle.Step;
import prescient.trade.cycle.CycleRequest.Parameters;

/** Trading cycles in the journal beside the legacy files; of finished ones the last hundred are kept. Blocks. */
@ApplicationScoped
class CycleFile {

    private final TradingFile trading;
    private final FileChanges changes;
    private final ObjectMapper json;

    CycleFile(TradingFile trading, FileChanges changes, ObjectMapper json) {
        this.trading = trading;
        this.changes = changes;
        this.json = json;
    }

    void start(String cycleId, Parameters parameters, Instant now) {
        change(draft -> {
            if (draft.state().cycle(cycleId) == null) {
                var row = json.createObjectNode().put("cycle_id", cycleId);
                row.put("portfolio_id", parameters.portfolioId());
                row.set("parameters", json.valueToTree(parameters));
                row.put("status", "running");
                row.putArray("steps");
                row.putNull("summary");
                row.put("started_at", Draft.text(now));
                row.putNull("finished_at");
                draft.cycle(row);
                return row;
            }
            return null;
        });
    }

    void progress(String cycleId, List<Step> steps) {
        whileRunning(cycleId, row -> row.set("steps", json.valueToTree(steps)));
    }

    void finish(String cycleId, String status, Map<String, Object> summary, Instant now) {
        whileRunning(cycleId, row -> {
            row.put("status", status);
            row.set("summary", json.valueToTree(summary));
            row.put("finished_at", Draft.text(now));
        });
    }

    Optional<Cycle> find(String cycleId) {
        return trading.ask(
                draft -> Optional.ofNullable(draft.state().cycle(cycleId)).map(this::cycle));
    }

    List<Cycle> running() {
        return trading.ask(draft -> cycles(draft.state()).filter(Cycle::running).toList());
    }

    List<Cycle> list(@Nullable Instant before, int limit) {
        return trading.ask(draft -> cycles(draft.state())
                .filter(cycle -> before == null || cycle.startedAt().isBefore(before))
                .sorted(Comparator.comparing(Cycle::startedAt).reversed())
                .limit(limit)
                .toList());
    }

    private void whileRunning(String cycleId, Consumer<ObjectNode> change) {
        change(draft -> {
            var row = draft.state().cycle(cycleId);
            if (row != null && row.path("status").asText().equals("running")) {
                var next = row.deepCopy();
                change.accept(next);
                draft.cycle(next);
                return next;
            }
            return null;
        });
    }

    /** @param work answers the cycle's row as it is to be, null when nothing changes */
    private void change(Function<Draft, @Nullable ObjectNode> work) {
        var changed = trading.change(draft -> Optional.ofNullable(work.apply(draft)));
        changed.answer().ifPresent(changes::cycle);
    }

    private Stream<Cycle> cycles(TradingState state) {
        return state.cycles().stream().map(this::cycle);
    }

    private Cycle cycle(ObjectNode row) {
        return new Cycle(
                row.path("cycle_id").asText(),
                row.path("portfolio_id").asInt(),
                json.convertValue(row.path("parameters"), Parameters.class),
                row.path("status").asText(),
                json.convertValue(row.path("steps"), new TypeReference<List<Step>>() {}),
                summary(row.path("summary")),
                TradingState.time(row, "started_at"),
                row.hasNonNull("finished_at") ? TradingState.time(row, "finished_at") : null);
    }

    private @Nullable Map<String, Object> summary(JsonNode summary) {
        return summary.isObject() ? json.convertValue(summary, new TypeReference<Map<String, Object>>() {}) : null;
    }
}
