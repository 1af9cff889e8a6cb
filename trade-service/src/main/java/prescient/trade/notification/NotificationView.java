package prescient.trade.notification;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import prescient.page.PageCursor;

/**
 * A notification as it is shown.
 *
 * @param key of what it tells of
 * @param link route of the API where to look next
 * @param lasting told again after a while if it still is
 * @param told how often it was told
 * @param seen how often it was found
 * @param toldAt when it was last told
 * @param lastAt when it was last found
 * @param deliveries of the last telling, by channel; empty where no channel is on or it matters too little
 */
@Schema(name = "Notification")
@RegisterForReflection
record NotificationView(
        String key,
        String kind,
        Severity severity,
        String title,
        String text,
        String link,
        boolean lasting,
        int told,
        long seen,
        Instant firstAt,
        Instant toldAt,
        Instant lastAt,
        Map<String, Delivery> deliveries) {

    static NotificationView of(Held held) {
        var notice = held.notice();
        return new NotificationView(
                notice.key(),
                notice.kind(),
                notice.severity(),
                notice.title(),
                notice.text(),
                notice.link(),
                notice.lasting(),
                held.told(),
                held.seen(),
                held.firstAt(),
                notice.at(),
                held.lastAt(),
                held.deliveries());
    }

    String cursor() {
        return new PageCursor(toldAt, key).text();
    }

    /** It comes after a cursor in a list that has the newest first. */
    boolean isBehind(PageCursor cursor) {
        int order = toldAt.compareTo(cursor.at());
        return order < 0 || (order == 0 && key.compareTo(cursor.id()) < 0);
    }

    boolean has(Delivery.State state) {
        return deliveries.values().stream().anyMatch(delivery -> delivery.state() == state);
    }
}
