package prescient.trade.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import prescient.trade.desk.TradeLife.Step;
import prescient.trade.venue.VenueFill;
import prescient.trail.Trail;

/**
 * Changes one trade: reads it, lets its life decide, stores the outcome with its bookings and messages. Whoever is
 * overtaken reads again, so changes of one trade follow each other whoever makes them. Blocks; on a virtual thread.
 */
@ApplicationScoped
class ChangeDesk {

    private static final Duration SQL = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 50;

    private final DeskTable table;
    private final ObjectMapper json;
    private final InstantSource clock;

    ChangeDesk(DeskTable table, ObjectMapper json, InstantSource clock) {
        this.table = table;
        this.json = json;
        this.clock = clock;
    }

    /** What a trade's life makes of it at a time; null when nothing is to be changed. */
    interface Work extends BiFunction<DeskTrade, Instant, @Nullable Step> {}

    /** Says what is told with a change. */
    interface Telling extends BiFunction<DeskTrade, Instant, List<Note>> {}

    /**
     * What is behind a change.
     *
     * @param fill null unless a fill is
     * @param message the message that is handled with it, null without one
     * @param telling what is told besides what the supervisor has to know
     */
    record Cause(@Nullable VenueFill fill, @Nullable Long message, Telling telling) {

        static final Cause NONE = new Cause(null, null, (trade, now) -> List.of());

        static Cause fill(VenueFill fill) {
            return new Cause(fill, null, (trade, now) -> List.of());
        }

        static Cause message(long sequence) {
            return new Cause(null, sequence, (trade, now) -> List.of());
        }

        static Cause telling(Telling telling) {
            return new Cause(null, null, telling);
        }
    }

    /**
     * Changes the trade.
     *
     * @return the trade after, or as it is when its life changes nothing or its fill was known; empty if there is none
     */
    Optional<DeskTrade> change(String tradeId, Cause cause, Work work) {
        return find(tradeId).map(found -> change(found, cause, work));
    }

    /**
     * The same for a trade as it was a moment ago: it is read again only when somebody has changed it since.
     *
     * @param seen as it was read, or as {@code change} returned it
     */
    DeskTrade change(DeskTrade seen, Cause cause, Work work) {
        var before = seen;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var now = clock.instant();
            var step = work.apply(before, now);
            if (step == null || (step.after().equals(before) && cause.message() == null)) {
                return before;
            }
            var saved =
                    table.save(changed(before, step, cause, now), now).await().atMost(SQL);
            if (saved != Saved.OVERTAKEN) {
                tell(before, step.after());
                return saved == Saved.STORED ? step.after().stored() : before;
            }
            before = find(seen.tradeId()).orElseThrow();
        }
        throw new IllegalStateException("trade " + seen.tradeId() + " is changed by too many at once");
    }

    private Optional<DeskTrade> find(String tradeId) {
        return table.find(tradeId).await().atMost(SQL);
    }

    private Change changed(DeskTrade before, Step step, Cause cause, Instant now) {
        var notes = new ArrayList<>(cause.telling().apply(before, now));
        var watch = step.after().watch();
        if (!Objects.equals(before.watch(), watch)) {
            notes.add(note(
                    before,
                    Role.MANAGER,
                    Role.SUPERVISOR,
                    watch == null ? "unwatch" : "watch",
                    watch == null ? json.createObjectNode() : json.valueToTree(watch),
                    now,
                    null));
        }
        return new Change(
                before, step.after(), bookings(before, step, cause, now), cause.fill(), notes, cause.message());
    }

    private static List<Booking> bookings(DeskTrade before, Step step, Cause cause, Instant now) {
        var bookings = new ArrayList<Booking>();
        for (var moved : step.moved()) {
            var fill = bookings.isEmpty() ? cause.fill() : null;
            bookings.add(new Booking(
                    fill != null
                            ? "fill:" + before.environment() + ":" + fill.fillId()
                            : "settlement:" + before.tradeId() + ":" + before.version(),
                    fill != null ? "fill" : before.state() instanceof TradeState.Settled ? "correction" : "settlement",
                    fill != null ? fill.filledAt() : now,
                    moved.cash(),
                    moved.position(),
                    moved.fees(),
                    moved.realized()));
        }
        return bookings;
    }

    /** A message about a trade. Only what the supervisor is told needs handling; the rest tells of what was done. */
    static Note note(
            DeskTrade trade,
            Role sender,
            Role recipient,
            String kind,
            JsonNode payload,
            Instant now,
            @Nullable String error) {
        var id = trade.tradeId() + ":" + trade.version() + ":" + sender.wire() + ":" + kind;
        return new Note(
                id,
                trade.traceId(),
                trade.tradeId(),
                sender,
                recipient,
                kind,
                payload,
                now,
                recipient != Role.SUPERVISOR,
                error);
    }

    private static void tell(DeskTrade before, DeskTrade after) {
        if (Trail.isOn() && !before.state().wire().equals(after.state().wire())) {
            Trail.of("tradeId", after.tradeId())
                    .and("status", after.state().wire())
                    .tell("desk trade moved");
        }
    }
}
