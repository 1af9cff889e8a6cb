package prescient.trade.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.trade.cutover.FileChanges;
import prescient.trade.cutover.TradingStore;
import prescient.trade.stop.StopDesk;
import prescient.trade.stream.StreamSource.Changes;

/**
 * Looks twice a second at what has changed, once for all listeners and only while there are any, and tells each what it
 * does not know yet. One thread does all of it, however many listen.
 */
@ApplicationScoped
class StreamDesk {

    private static final Logger LOG = Logger.getLogger(StreamDesk.class);
    private static final String EVERYTHING = "{\"what\":\"everything\"}";

    private final StreamSource source;
    private final TradingStore trading;
    private final FileChanges files;
    private final StopDesk stops;
    private final StatusView statuses;
    private final StreamConfig config;
    private final InstantSource clock;
    private final Executor threads;
    private final Thread farewell = Thread.ofPlatform().name("stream, farewell").unstarted(this::sendAllAway);

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private boolean running;
    /** Up to where the last look went; null when none did lately. */
    private @Nullable StreamMark mark;

    @Inject
    StreamDesk(
            StreamStore source,
            TradingStore trading,
            FileChanges files,
            StopDesk stops,
            StatusView statuses,
            StreamConfig config,
            InstantSource clock) {
        this(
                source,
                trading,
                files,
                stops,
                statuses,
                config,
                clock,
                work -> Thread.ofVirtual().name("stream").start(work));
    }

    StreamDesk(
            StreamSource source,
            TradingStore trading,
            FileChanges files,
            StopDesk stops,
            StatusView statuses,
            StreamConfig config,
            InstantSource clock,
            Executor threads) {
        this.source = source;
        this.trading = trading;
        this.files = files;
        this.stops = stops;
        this.statuses = statuses;
        this.config = config;
        this.clock = clock;
        this.threads = threads;
    }

    /** Whoever stops the service waits for requests under way, and these would not end by themselves. */
    void start(@Observes StartupEvent event) {
        Runtime.getRuntime().addShutdownHook(farewell);
    }

    void stop(@Observes ShutdownEvent event) {
        sendAllAway();
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException alreadyStopping) {
            LOG.debug("the process ends");
        }
    }

    private void sendAllAway() {
        listeners.forEach(listener -> listener.sendAway("closing"));
    }

    /**
     * Tells a listener what changes.
     *
     * @param after the id of the last event it has; null when it is new, and is told what changes from now on
     * @throws prescient.problem.Refused {@code INVALID_PARAMETER}, {@code TOO_MANY_LISTENERS}
     */
    Multi<StreamEvent> listen(@Nullable String after) {
        var cursor = after == null ? new StreamCursor(null, files.run(), files.last()) : StreamCursor.parse(after);
        if (listeners.size() >= config.listeners()) {
            throw StreamProblem.TOO_MANY_LISTENERS.with(config.listeners() + " are served at a time");
        }
        var until = clock.instant().plus(config.longest());
        return new Listener(config.waiting(), cursor, after != null, until).events(this::enter, listeners::remove);
    }

    /** How many listen. */
    int count() {
        return listeners.size();
    }

    private synchronized void enter(Listener listener) {
        if (listeners.size() >= config.listeners()) {
            listener.sendAway("full");
            return;
        }
        listeners.add(listener);
        if (!running) {
            running = true;
            threads.execute(this::run);
        }
    }

    private void run() {
        while (goesOn()) {
            try {
                look();
            } catch (RuntimeException failure) {
                LOG.error("nobody was told what has changed", failure);
            }
            try {
                Thread.sleep(config.every());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized boolean goesOn() {
        running = !listeners.isEmpty();
        if (!running) {
            mark = null;
        }
        return running;
    }

    /** One look at everything that may have changed, and a word to everybody. Blocks. */
    void look() {
        var before = mark;
        var read = source.between(before, null);
        if (read != null) {
            mark = read.mark();
        }
        boolean onFiles = trading.onFiles();
        boolean live = onFiles ? trading.trouble() == null : read != null;
        var stop = stop();
        var status = statuses.newest();
        var now = clock.instant();
        for (var listener : listeners) {
            listener.state(live);
            tables(listener, before, read, onFiles);
            files(listener, onFiles);
            listener.stop(stop);
            listener.status(status);
            listener.beat(now, config.beatEvery());
            if (listener.isOver(now)) {
                listener.sendAway("over");
            }
        }
    }

    private void tables(Listener listener, @Nullable StreamMark before, @Nullable Changes read, boolean onFiles) {
        if (read == null) {
            listener.waits();
            return;
        }
        var from = listener.mark();
        if (from == null) {
            listener.moveTo(read.mark());
            if (listener.hasGap()) {
                listener.tell("reload", EVERYTHING);
            }
            return;
        }
        if (!from.reaches(read.mark())) {
            listener.moveTo(read.mark());
            listener.tell("reload", EVERYTHING);
            return;
        }
        var news = from.equals(before) ? read : source.between(from, read.mark());
        if (news != null) {
            tell(listener, news, read.mark(), onFiles);
        }
    }

    /** All but the last bear the id of what was before: who breaks off in between is told all of them again. */
    private static void tell(Listener listener, Changes news, StreamMark to, boolean onFiles) {
        var changes = news.changes();
        if (changes.size() > StreamSource.MOST) {
            listener.moveTo(to);
            listener.tell("reload", EVERYTHING);
            return;
        }
        // The table follows the files, and whoever writes those has told of it.
        var told = onFiles
                ? changes.stream()
                        .filter(change -> change.kind().equals("desk"))
                        .toList()
                : changes;
        for (int i = 0; i < told.size() - 1; i++) {
            listener.tell(told.get(i).kind(), told.get(i).data());
        }
        listener.moveTo(to);
        if (!told.isEmpty()) {
            listener.tell(told.getLast().kind(), told.getLast().data());
        }
    }

    private void files(Listener listener, boolean onFiles) {
        var at = listener.at();
        var news = at.run() == files.run() ? files.since(at.file()).orElse(null) : null;
        if (news == null) {
            listener.moveTo(files.run(), files.last());
            if (onFiles) {
                listener.tell("reload", EVERYTHING);
            }
            return;
        }
        for (var change : news) {
            listener.moveTo(files.run(), change.number());
            listener.tell(change.kind(), change.data().toString());
        }
    }

    /** Whether trading is stopped, and the newest order to the kill switch. */
    private String stop() {
        var data = JsonNodeFactory.instance.objectNode().put("stopped", stops.holds());
        stops.newest().stream()
                .findFirst()
                .ifPresent(order -> data.put("order_id", order.id())
                        .put("by", order.by())
                        .put("reason", order.reason())
                        .put("results", order.results().size())
                        .put("at", order.at().toString()));
        return data.toString();
    }
}
