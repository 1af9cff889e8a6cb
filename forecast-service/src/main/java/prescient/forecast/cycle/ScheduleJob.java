package prescient.forecast.cycle;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import org.jboss.logging.Logger;
import prescient.database.DatabasePulse;
import prescient.forecast.city.CityTable;
import prescient.lease.OwnMoment;
import prescient.problem.Refused;

/**
 * Runs the cycles that are due in the cities' own zones. Their ids follow from their times, so no replica runs one that
 * another has run; after a standstill the newest of each part is caught up.
 */
@ApplicationScoped
class ScheduleJob {

    private static final Logger LOG = Logger.getLogger(ScheduleJob.class);
    private static final Duration SQL = Duration.ofSeconds(10);
    private static final int MOST_CITIES = 1000;

    private final CycleDesk desk;
    private final CycleTable cycles;
    private final CityTable cities;
    private final DatabasePulse database;
    private final InstantSource clock;
    private final ScheduleConfig config;

    ScheduleJob(
            CycleDesk desk,
            CycleTable cycles,
            CityTable cities,
            DatabasePulse database,
            InstantSource clock,
            ScheduleConfig config) {
        this.desk = desk;
        this.cycles = cycles;
        this.cities = cities;
        this.database = database;
        this.clock = clock;
        this.config = config;
    }

    @Scheduled(
            every = "15s",
            concurrentExecution = SKIP,
            identity = "forecast-schedule",
            skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        if (config.enabled()) {
            database.whenUp("forecast-schedule", this::runDue);
        }
    }

    /** Runs what is due and has not run. Blocks. */
    void runDue() {
        var zones = cities.list(null, MOST_CITIES).await().atMost(SQL).stream()
                .map(city -> ZoneId.of(city.timeZone()))
                .distinct()
                .toList();
        for (var slot : Slot.due(clock.instant(), zones)) {
            if (cycles.find(slot.cycleId()).await().atMost(SQL).isEmpty()) {
                run(slot);
            }
        }
    }

    private void run(Slot slot) {
        try {
            desk.run(new CycleRequest(slot.cycleId(), config.env(), null, false, slot.part()));
        } catch (Refused notNow) {
            // Another cycle runs; the job comes again while this one is due.
            LOG.debugf("cycle %s waits: %s", slot.cycleId(), notNow.detail());
        }
    }
}
