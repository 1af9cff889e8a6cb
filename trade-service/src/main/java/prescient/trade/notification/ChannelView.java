package prescient.trade.notification;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import prescient.trade.notification.NotificationTable.Counts;
import prescient.trade.notification.RelayDesk.Standing;

/**
 * How a channel stands.
 *
 * @param channel {@code webhook} or {@code mail}
 * @param state {@code off}, {@code unknown} (this process has sent nothing yet), {@code ok} or {@code failing}
 * @param target where it sends to, without path or secrets; empty when it is off
 * @param quietUntil until then only what is critical is sent; null outside quiet hours
 * @param deliveredAt when this process last delivered something, null before that
 * @param failingSince of the first failure after that, null without one
 * @param error of the last failure, null without one
 * @param waiting deliveries that are to be made; null while PostgreSQL does not answer
 * @param undelivered deliveries that were given up, and are kept; null while PostgreSQL does not answer
 */
@Schema(name = "NotificationChannel")
record ChannelView(
        String channel,
        String state,
        String target,
        @Nullable Instant quietUntil,
        @Nullable Instant deliveredAt,
        @Nullable Instant failingSince,
        @Nullable String error,
        @Nullable Long waiting,
        @Nullable Long undelivered) {

    static ChannelView of(Channel channel, Standing standing, @Nullable Instant quietUntil, @Nullable Counts counts) {
        return new ChannelView(
                channel.name(),
                state(channel, standing),
                channel.target(),
                channel.on() ? quietUntil : null,
                standing.deliveredAt(),
                standing.failingSince(),
                standing.error(),
                counts == null ? null : counts.waiting(),
                counts == null ? null : counts.undelivered());
    }

    private static String state(Channel channel, Standing standing) {
        if (!channel.on()) {
            return "off";
        }
        if (standing.failingSince() != null) {
            return "failing";
        }
        return standing.deliveredAt() == null ? "unknown" : "ok";
    }
}
