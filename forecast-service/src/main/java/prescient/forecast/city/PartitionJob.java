package prescient.forecast.city;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import prescient.database.DatabaseFailure;
import prescient.database.Migration;

/**
 * Makes the partitions of this month and the next two before they are needed. Needs no lease: the function runs one at
 * a time and finds nothing to do the second time.
 */
@ApplicationScoped
class PartitionJob {

    private static final int MONTHS_AHEAD = 2;

    private final ObservationTable table;
    private final Migration migration;
    private final InstantSource clock;

    PartitionJob(ObservationTable table, Migration migration, InstantSource clock) {
        this.table = table;
        this.migration = migration;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "5s", concurrentExecution = SKIP, identity = "partitions")
    Uni<Void> run() {
        if (!migration.done()) {
            return Uni.createFrom().voidItem();
        }
        return table.createPartitions(clock.instant(), MONTHS_AHEAD)
                .replaceWithVoid()
                .onFailure(DatabaseFailure::isOutage)
                .recoverWithNull();
    }
}
