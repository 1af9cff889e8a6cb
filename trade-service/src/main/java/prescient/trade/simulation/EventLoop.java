package prescient.trade.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.database.DatabaseFailure;
import prescient.problem.Refused;
import prescient.trade.simulation.EventQueue.Event;
import prescient.trade.simulation.EventQueue.Kind;

/** Does what is due, when it is due. One thread of its own, which sleeps until the next event. */
@ApplicationScoped
class EventLoop {

    private static final Logger LOG = Logger.getLogger(EventLoop.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventQueue queue;
    private final MatchDesk matches;
    private final PayoutDesk payouts;
    private final SimulationConfig config;
    private final InstantSource clock;
    private @Nullable Thread thread;
    private volatile boolean stopped;

    EventLoop(EventQueue queue, MatchDesk matches, PayoutDesk payouts, SimulationConfig config, InstantSource clock) {
        this.queue = queue;
        this.matches = matches;
        this.payouts = payouts;
        this.config = config;
        this.clock = clock;
    }

    /** Begins, unless it runs. */
    synchronized void start() {
        stopped = false;
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("simulation").start(this::run);
        }
    }

    /** Ends, when what is under way has: at most a few seconds later. It is found again if it was cut off. */
    synchronized void stop() {
        var running = thread;
        thread = null;
        stopped = true;
        if (running != null) {
            running.interrupt();
            try {
                running.join(PATIENCE);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                happen(queue.take(config.batch()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does what is due together, each kind in one go. What fails comes again after a pause. */
    void happen(List<Event> events) {
        happen(events, Kind.MATCH, matches::match);
        happen(events, Kind.SETTLE, payouts::settle);
        happen(events, Kind.REDETERMINE, payouts::redetermine);
    }

    private void happen(List<Event> events, Kind kind, Function<List<String>, List<Event>> work) {
        var ids = events.stream()
                .filter(event -> event.kind() == kind)
                .map(Event::id)
                .toList();
        if (!ids.isEmpty()) {
            attempt(kind, ids, work);
        }
    }

    /** An outage passes and hits all alike; anything else may be one event's fault, and must not hold up the others. */
    private void attempt(Kind kind, List<String> ids, Function<List<String>, List<Event>> work) {
        try {
            queue.add(work.apply(ids));
        } catch (RuntimeException failure) {
            if (stopped || DatabaseFailure.isOutage(failure) || failure instanceof Refused) {
                LOG.debugf("%s of %d waits: %s", kind, ids.size(), failure.toString());
                again(kind, ids, config.retryPause());
            } else if (ids.size() > 1) {
                ids.forEach(id -> attempt(kind, List.of(id), work));
            } else {
                LOG.warnf("%s of %s failed and is tried again: %s", kind, ids.getFirst(), failure);
                again(kind, ids, config.resultPause());
            }
        }
    }

    private void again(Kind kind, List<String> ids, Duration pause) {
        var at = clock.instant().plus(pause);
        queue.add(ids.stream().map(id -> new Event(at, kind, id)).toList());
    }
}
