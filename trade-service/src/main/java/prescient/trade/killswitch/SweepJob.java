package prescient.trade.killswitch;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import prescient.lease.OwnMoment;
import prescient.lease.RoundDesk;
import prescient.trade.cutover.TradingStore;
import prescient.trade.stop.StopDesk;
import prescient.trade.stop.StopPart;

/**
 * Brings the orders of all replicas together every second, and carries out what waits as soon as the stores it needs
 * answer: on tables one replica at a time.
 */
@ApplicationScoped
class SweepJob {

    private static final String NAME = "kill-switch";

    private final StopDesk stops;
    private final SweepDesk sweep;
    private final TradingStore trading;
    private final RoundDesk rounds;

    SweepJob(StopDesk stops, SweepDesk sweep, TradingStore trading, RoundDesk rounds) {
        this.stops = stops;
        this.sweep = sweep;
        this.trading = trading;
        this.rounds = rounds;
    }

    @Scheduled(every = "1s", concurrentExecution = SKIP, identity = NAME, skipExecutionIf = OwnMoment.class)
    @RunOnVirtualThread
    void run() {
        stops.meet();
        if (!stops.waiting(StopPart.PAPER).isEmpty()) {
            if (trading.onFiles()) {
                trading.whenUsable(NAME, () -> sweep.carryOut(StopPart.PAPER));
            } else {
                rounds.run(NAME, () -> trading.whenUsable(NAME, () -> sweep.carryOut(StopPart.PAPER)));
            }
        }
        if (!stops.waiting(StopPart.DESK).isEmpty()) {
            rounds.run(NAME, () -> sweep.carryOut(StopPart.DESK));
        }
    }
}
