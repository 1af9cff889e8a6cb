package prescient.signal.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Reads recorded tapes: a JSON object a line, {@code {"snapshot": ...}} or {@code {"market": ...}}, as market-ingest's
 * {@code GET /snapshots} and {@code POST /snapshots/markets} answer them; snapshots in the order of time, a market
 * behind its first snapshot. Blocks.
 */
@ApplicationScoped
class TapeFile {

    private final BacktestConfig config;
    private final ObjectMapper json;

    TapeFile(BacktestConfig config, ObjectMapper json) {
        this.config = config;
        this.json = json;
    }

    /**
     * The file of a tape.
     *
     * @throws prescient.problem.Refused with {@code TAPE_NOT_FOUND}
     */
    Path find(String tape) {
        return config.tapes()
                .map(folder -> folder.resolve(tape + ".jsonl"))
                .filter(Files::isRegularFile)
                .orElseThrow(() -> BacktestProblem.TAPE_NOT_FOUND.with("there is no tape " + tape));
    }

    /**
     * What a tape has in the plan's range.
     *
     * @param goesOn is asked before each line; false ends reading
     * @return empty when reading was ended; fails with a refusal when a line cannot be understood
     */
    Optional<Recording> read(String tape, Plan plan, BooleanSupplier goesOn) {
        var draft = new RecordingDraft(config.maxSnapshots());
        int number = 0;
        try (var lines = Files.newBufferedReader(find(tape))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!goesOn.getAsBoolean()) {
                    return Optional.empty();
                }
                if (!line.isBlank()) {
                    take(json.readTree(line), plan, draft);
                }
            }
        } catch (JsonProcessingException | IllegalArgumentException wrong) {
            throw BacktestProblem.RECORDING_UNREADABLE.with(
                    "tape %s, line %d: %s".formatted(tape, number, wrong.getMessage()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Optional.of(draft.done());
    }

    private void take(JsonNode line, Plan plan, RecordingDraft draft) throws JsonProcessingException {
        if (line.has("snapshot")) {
            var row = json.treeToValue(line.get("snapshot"), RecordedRow.class);
            if (!row.timestamp().isBefore(plan.from()) && !row.timestamp().isAfter(plan.to())) {
                draft.add(row);
            }
        } else if (line.has("market")) {
            draft.know(
                    json.treeToValue(line.get("market"), RecordedMarket.class).asOf(plan.to()));
        } else {
            throw new IllegalArgumentException("neither a snapshot nor a market");
        }
    }
}
