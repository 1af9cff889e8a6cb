package prescient.trade.notification;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A notice with what became of it: what is not stored yet is held like this, and given to the table. Immutable.
 *
 * @param told the how manieth time it is told, as far as this process knows
 * @param seen how often it was found
 * @param firstAt when it was first found
 * @param lastAt when it was last found
 * @param deliveries of this telling, by channel; empty when it is only counted
 */
@RegisterForReflection(targets = {Held.class, Notice.class, Delivery.class})
record Held(Notice notice, int told, long seen, Instant firstAt, Instant lastAt, Map<String, Delivery> deliveries) {

    /** The channels' names. */
    static final String WEBHOOK = "webhook";

    static final String MAIL = "mail";

    Held {
        deliveries = Map.copyOf(deliveries);
    }

    /** Told for the {@code told}th time, over what is on. */
    static Held told(Notice notice, int told, NotificationConfig config) {
        var deliveries = new HashMap<String, Delivery>();
        channels(notice.severity(), config).forEach(channel -> deliveries.put(channel, Delivery.first(notice.at())));
        return new Held(notice, told, 1, notice.at(), notice.at(), deliveries);
    }

    private static List<String> channels(Severity severity, NotificationConfig config) {
        var channels = new ArrayList<String>();
        if (severity.compareTo(config.least()) >= 0) {
            config.webhook().url().ifPresent(_ -> channels.add(WEBHOOK));
            config.mail().host().ifPresent(_ -> channels.add(MAIL));
        }
        return channels;
    }

    /** Found again; nothing is told of it. */
    Held seen(Instant at) {
        return new Held(notice, told, seen + 1, firstAt, at, deliveries);
    }

    /** Told again. */
    Held again(Held next) {
        return new Held(next.notice, next.told, seen + 1, firstAt, next.lastAt, next.deliveries);
    }

    Held with(String channel, Delivery delivery) {
        var all = new HashMap<>(deliveries);
        all.put(channel, delivery);
        return new Held(notice, told, seen, firstAt, lastAt, all);
    }

    /** What is due over a channel; null when nothing is. */
    @Nullable Waiting due(String channel, boolean onlyCritical, Instant now) {
        var delivery = deliveries.get(channel);
        if (delivery == null
                || !delivery.waits()
                || delivery.nextAt().isAfter(now)
                || (onlyCritical && notice.severity() != Severity.CRITICAL)) {
            return null;
        }
        return new Waiting(notice, told, delivery.messageId(), delivery.attempts());
    }
}
