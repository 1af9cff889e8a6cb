package prescient.market.feed;

import java.time.Instant;
import java.util.List;
import prescient.market.venue.Defect;

/**
 * What a store took in of a run.
 *
 * @param lost true when a page or an event was lost, so that this is not the whole catalogue
 * @param writeMs milliseconds
 */
record Taken(int events, int markets, int snapshots, int duplicates, List<Defect> defects, boolean lost, long writeMs) {

    /** How the run ended. */
    IngestRun run(String runId, Instant started, Intake.End end) {
        var reason = end.incompleteBecause();
        if (reason == null && lost) {
            reason = defects.stream()
                    .filter(Defect::loss)
                    .findFirst()
                    .map(defect -> defect.position() + ": " + defect.reason())
                    .orElseThrow();
        }
        return new IngestRun(
                runId,
                reason == null ? RunStatus.COMPLETE : RunStatus.INCOMPLETE,
                events,
                markets,
                defects.size(),
                end.pages(),
                end.retries(),
                duplicates,
                snapshots,
                reason,
                started,
                null,
                (System.nanoTime() - end.startedNanos()) / 1_000_000,
                new IngestRun.Steps(end.fetchMs(), writeMs));
    }
}
