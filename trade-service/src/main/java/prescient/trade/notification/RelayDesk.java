package prescient.trade.notification;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what waits over a channel: note the message's id, send, note what came of it. A crash in between sends again,
 * with the same id. Blocks; on a virtual thread.
 */
@Startup // so that quiet hours that make no sense end the start
@ApplicationScoped
class RelayDesk {

    private static final Logger LOG = Logger.getLogger(RelayDesk.class);
    private static final int ROUNDS = 20;

    private final NotificationConfig config;
    private final QuietHours quiet;
    private final String base;
    private final NotificationMeters meters;
    private final InstantSource clock;
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();

    RelayDesk(NotificationConfig config, NotificationMeters meters, InstantSource clock) {
        this.config = config;
        this.quiet = QuietHours.of(config.quiet());
        this.base =
                config.base().map(uri -> uri.toString().replaceAll("/+$", "")).orElse("");
        this.meters = meters;
        this.clock = clock;
        meters.show(() -> standings);
    }

    /**
     * How a channel has done in this process.
     *
     * @param deliveredAt when it last took a message, null before that
     * @param failingSince of the first failure after that; null while it works, or is not known
     * @param error of the last failure, null without one
     */
    record Standing(
            @Nullable Instant deliveredAt,
            @Nullable Instant failingSince,
            @Nullable String error) {

        static final Standing UNKNOWN = new Standing(null, null, null);

        Standing failed(Instant now, String why) {
            return new Standing(deliveredAt, failingSince == null ? now : failingSince, why);
        }
    }

    Standing standing(Channel channel) {
        return standings.getOrDefault(channel.name(), Standing.UNKNOWN);
    }

    /** When the quiet hours of now end; null when there are none now. */
    @Nullable Instant quietUntil() {
        return quiet.end(clock.instant());
    }

    /** Something could be sent now. */
    boolean due(Channel channel, NotificationStore store) {
        return !store.due(channel.name(), quietUntil() != null, clock.instant()).isEmpty();
    }

    /** Sends what is due, until nothing is or something fails: what is behind it is tried by the next round. */
    void round(Channel channel, NotificationStore store) {
        for (int round = 0; round < ROUNDS; round++) {
            var due = store.due(channel.name(), quietUntil() != null, clock.instant());
            if (due.isEmpty()) {
                return;
            }
            for (var together : messages(due)) {
                if (!send(channel, store, together)) {
                    return;
                }
            }
        }
    }

    /** What is critical goes alone, at once; the rest together, as one digest when there are several. */
    private static List<List<Waiting>> messages(List<Waiting> due) {
        if (due.getFirst().messageId() != null) {
            return List.of(due);
        }
        var messages = new ArrayList<List<Waiting>>();
        var rest = new ArrayList<Waiting>();
        for (var one : due) {
            if (one.notice().severity() == Severity.CRITICAL) {
                messages.add(List.of(one));
            } else {
                rest.add(one);
            }
        }
        if (!rest.isEmpty()) {
            messages.add(rest);
        }
        return messages;
    }

    private boolean send(Channel channel, NotificationStore store, List<Waiting> together) {
        var known = together.getFirst().messageId();
        var id = known == null ? Message.idOf(together) : known;
        // 1. The id first, so that a repeat after a crash is the same message.
        if (known == null) {
            store.claim(channel.name(), id, together);
        }
        // 2. Send.
        var error = attempt(channel, Message.of(id, together, base));
        var now = clock.instant();
        // 3. What came of it.
        if (error == null) {
            store.delivered(channel.name(), id, now);
            return true;
        }
        int failures = together.stream().mapToInt(Waiting::attempts).max().orElse(0) + 1;
        boolean enough = failures >= config.attempts();
        store.failed(channel.name(), id, error, enough ? null : Waiting.next(now, failures - 1, config), now);
        if (enough) {
            LOG.warnf("%s notifications are given up over %s: %s", together.size(), channel.name(), error);
        }
        return false;
    }

    /** Sends a message that tells nothing but that the channel works; why it was not taken, or null. */
    @Nullable String test(Channel channel) {
        var now = clock.instant();
        var notice = Notice.once(
                "test/" + now,
                "test",
                Severity.INFO,
                "This is a test",
                "Somebody asked for a test of the notifications. They arrive.",
                "/notifications/channels",
                now);
        var only = List.of(new Waiting(notice, 1, null, 0));
        return attempt(channel, Message.of(Message.idOf(only), only, base));
    }

    /** Why it was not taken; null when it was. */
    private @Nullable String attempt(Channel channel, Message message) {
        try {
            channel.send(message);
            standings.put(channel.name(), new Standing(clock.instant(), null, null));
            meters.sent(channel.name(), true);
            return null;
        } catch (IOException failure) {
            var why = String.valueOf(failure.getMessage());
            standings.put(channel.name(), standing(channel).failed(clock.instant(), why));
            meters.sent(channel.name(), false);
            LOG.debugf("message %s waits for %s: %s", message.id(), channel.name(), why);
            return why;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stopping);
        }
    }
}
