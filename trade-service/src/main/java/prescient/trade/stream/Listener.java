package prescient.trade.stream;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who listens: up to where it was told, and what waits until it has taken what came before. What it is told
 * is said by one thread; it takes it on any other, and may be sent away by any.
 */
final class Listener {

    private final int most;
    private final Instant until;
    private final AtomicInteger waiting = new AtomicInteger();
    private @Nullable MultiEmitter<? super StreamEvent> way;
    private volatile boolean sentAway;

    private StreamCursor at;
    private boolean gap;
    private @Nullable Boolean live;
    private @Nullable Instant beatAt;
    private @Nullable String stop;
    private @Nullable String status;

    /**
     * @param most events that may wait
     * @param at from where on it wants to be told
     * @param resumes it was here before
     * @param until when it must come again
     */
    Listener(int most, StreamCursor at, boolean resumes, Instant until) {
        this.most = most;
        this.at = at;
        this.gap = resumes;
        this.until = until;
    }

    /**
     * What it is told, until it is sent away or leaves.
     *
     * @param comes called when it begins to listen
     * @param leaves called when it does so no more
     */
    Multi<StreamEvent> events(Consumer<Listener> comes, Consumer<Listener> leaves) {
        return Multi.createFrom()
                .<StreamEvent>emitter(
                        emitter -> {
                            synchronized (this) {
                                way = emitter;
                            }
                            emitter.onTermination(() -> leaves.accept(this));
                            comes.accept(this);
                        },
                        BackPressureStrategy.BUFFER)
                .invoke(waiting::decrementAndGet)
                .select()
                .where(event -> !sentAway || event.last());
    }

    /** There is something it may not know and nobody can tell; asked once, since it is then told to read anew. */
    boolean hasGap() {
        boolean was = gap;
        gap = false;
        return was;
    }

    /** PostgreSQL does not answer; without a mark nobody can tell later what has changed meanwhile. */
    void waits() {
        gap |= at.database() == null;
    }

    @Nullable StreamMark mark() {
        return at.database();
    }

    StreamCursor at() {
        return at;
    }

    void moveTo(@Nullable StreamMark mark) {
        at = new StreamCursor(mark, at.run(), at.file());
    }

    void moveTo(long run, long file) {
        at = new StreamCursor(at.database(), run, file);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    /** Says whether it is told everything now, if it does not know. */
    void state(boolean isLive) {
        if (!Objects.equals(live, isLive)) {
            live = isLive;
            // Without an id: a new listener is at no place yet, and a stale stream does not move.
            tell(new StreamEvent("stream", null, state(isLive ? "live" : "stale"), false));
        }
    }

    void stop(String data) {
        if (!data.equals(stop)) {
            stop = data;
            tell("stop", data);
        }
    }

    void status(@Nullable String data) {
        if (data != null && !data.equals(status)) {
            status = data;
            tell("status", data);
        }
    }

    /** Says that the stream lives, when {@code now} is {@code pause} after it last said so. */
    void beat(Instant now, Duration pause) {
        var last = beatAt;
        if (last == null || !now.isBefore(last.plus(pause))) {
            beatAt = now;
            tell("beat", "{\"at\":\"" + now + "\"}");
        }
    }

    void tell(String kind, String data) {
        tell(new StreamEvent(kind, at.text(), data, false));
    }

    private synchronized void tell(StreamEvent event) {
        if (sentAway || way == null) {
            return;
        }
        if (waiting.get() >= most) {
            sendAway("slow");
            return;
        }
        waiting.incrementAndGet();
        way.emit(event);
    }

    /**
     * Sends it away with a last word. What it has not taken by then it gets when it comes again with the id it has.
     *
     * @param why {@code slow}, {@code over} (it has listened long enough), {@code full} or {@code closing}
     */
    synchronized void sendAway(String why) {
        var emitter = way;
        if (!sentAway && emitter != null) {
            sentAway = true;
            waiting.incrementAndGet();
            emitter.emit(new StreamEvent("stream", null, state(why), true));
            emitter.complete();
        }
    }

    private static String state(String state) {
        return "{\"state\":\"" + state + "\"}";
    }
}
