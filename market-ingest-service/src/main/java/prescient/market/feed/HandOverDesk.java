package prescient.market.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import prescient.database.DatabaseFailure;
import prescient.market.catalogue.LiveFile;

/**
 * Moves what is beside the records to the store that will be trusted: results of runs, prices that were asked for one
 * by one, how fresh the feeds are, and what is in quarantine. Repeatable; nothing is deleted where it came from.
 * Blocks.
 */
@ApplicationScoped
class HandOverDesk {

    private static final Logger LOG = Logger.getLogger(HandOverDesk.class);
    private static final Duration DEADLINE = Duration.ofSeconds(35);

    private final LiveFile files;
    private final RunFile runFile;
    private final FeedFile feedFile;
    private final QuarantineFile quarantineFile;
    private final HandOverTable table;
    private final FeedTable feeds;
    private final QuarantineTable quarantine;
    private final RunTable runs;

    HandOverDesk(
            LiveFile files,
            RunFile runFile,
            FeedFile feedFile,
            QuarantineFile quarantineFile,
            HandOverTable table,
            FeedTable feeds,
            QuarantineTable quarantine,
            RunTable runs) {
        this.files = files;
        this.runFile = runFile;
        this.feedFile = feedFile;
        this.quarantineFile = quarantineFile;
        this.table = table;
        this.feeds = feeds;
        this.quarantine = quarantine;
        this.runs = runs;
    }

    /** @throws RuntimeException when the database does not take it; the files keep everything then */
    void toTables() {
        table.runs(runFile.list(null, RunFile.MOST)).await().atMost(DEADLINE);
        table.feeds(feedFile.all()).await().atMost(DEADLINE);
        table.quotes(files.catalogue().quotes()).await().atMost(DEADLINE);
        var kept = quarantineFile.all();
        var groups =
                kept.stream().collect(Collectors.groupingBy(each -> new Origin(each.venue(), each.runId(), each.at())));
        groups.forEach((origin, defects) -> quarantine
                .keep(
                        origin.venue(),
                        defects.stream().map(QuarantineFile.Kept::defect).toList(),
                        origin.runId(),
                        origin.at())
                .await()
                .atMost(DEADLINE));
    }

    /** Without the database the files do without: runs are repeated, and prices are asked for again. */
    void toFiles() {
        try {
            runFile.keep(runs.list(null, RunFile.MOST).await().atMost(DEADLINE).stream()
                    .filter(run -> run.status() != RunStatus.RUNNING)
                    .toList());
            feedFile.keep(feeds.all().await().atMost(DEADLINE));
            files.catalogue().refresh(table.quotes().await().atMost(DEADLINE));
        } catch (RuntimeException failure) {
            if (!DatabaseFailure.isOutage(failure)) {
                throw failure;
            }
            LOG.infof("results of runs and single prices stay in PostgreSQL, which does not answer: %s", failure);
        }
    }

    private record Origin(String venue, String runId, java.time.Instant at) {}
}
