package prescient.trade.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is not stored yet: for a second while PostgreSQL answers, and as long as it does not. Knows, too, what was told
 * lately, so that it is not told again without PostgreSQL. Never blocks; any thread.
 */
@ApplicationScoped
class NotificationMemory implements NotificationStore {

    /** More than ever happens at once; what is critical is held beyond it. */
    private static final int MOST_HELD = 10_000;

    private static final int MOST_KNOWN = 10_000;

    private final NotificationConfig config;
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final Map<String, Known> known = new LinkedHashMap<>();

    NotificationMemory(NotificationConfig config) {
        this.config = config;
    }

    /** How often, and when last, something was told. */
    record Known(int told, Instant toldAt) {}

    /** Takes a notice in; false when there is no room for it. */
    synchronized boolean add(Notice notice) {
        var before = known.get(notice.key());
        if (before != null && !notice.lasting()) {
            return true;
        }
        if (held.size() >= MOST_HELD && !held.containsKey(notice.key()) && notice.severity() != Severity.CRITICAL) {
            return false;
        }
        int told = before == null ? 0 : before.told();
        boolean tell = before == null || !notice.at().isBefore(before.toldAt().plus(config.repeat()));
        var now = tell
                ? Held.told(notice, told + 1, config)
                : new Held(notice, told, 1, notice.at(), notice.at(), Map.of());
        held.merge(notice.key(), now, (old, next) -> tell ? old.again(next) : old.seen(notice.at()));
        if (tell) {
            know(notice.key(), new Known(now.told(), notice.at()));
        }
        return true;
    }

    private void know(String key, Known what) {
        known.remove(key);
        known.put(key, what);
        if (known.size() > MOST_KNOWN) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** All that is held, oldest first. */
    synchronized List<Held> all() {
        return List.copyOf(held.values());
    }

    /** Lets go of what is stored, unless something came of it meanwhile; {@code told} is what the table knows. */
    synchronized void stored(List<Held> all, Map<String, Known> told) {
        all.forEach(one -> held.remove(one.notice().key(), one));
        told.forEach(this::know);
    }

    @Override
    public synchronized List<Waiting> due(String channel, boolean onlyCritical, Instant now) {
        var due = held.values().stream()
                .map(one -> one.due(channel, onlyCritical, now))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing((Waiting one) -> one.notice().at()))
                .toList();
        return due.stream()
                .map(Waiting::messageId)
                .filter(Objects::nonNull)
                .findFirst()
                .map(message -> due.stream()
                        .filter(one -> message.equals(one.messageId()))
                        .toList())
                .orElseGet(() -> due.stream().limit(MOST).toList());
    }

    @Override
    public synchronized void claim(String channel, String messageId, List<Waiting> waiting) {
        for (var one : waiting) {
            held.computeIfPresent(one.notice().key(), (_, found) -> {
                var delivery = found.deliveries().get(channel);
                return delivery == null ? found : found.with(channel, delivery.with(messageId));
            });
        }
    }

    @Override
    public void delivered(String channel, String messageId, Instant now) {
        change(channel, messageId, delivery -> delivery.delivered(now));
    }

    @Override
    public void failed(String channel, String messageId, String error, @Nullable Instant next, Instant now) {
        change(channel, messageId, delivery -> delivery.failed(error, next, now));
    }

    private synchronized void change(String channel, String messageId, UnaryOperator<Delivery> change) {
        held.replaceAll((_, found) -> {
            var delivery = found.deliveries().get(channel);
            return delivery != null && messageId.equals(delivery.messageId())
                    ? found.with(channel, change.apply(delivery))
                    : found;
        });
    }

    /** What is shown of it while nothing else can be: newest first. */
    synchronized List<NotificationView> views() {
        var views =
                new ArrayList<>(held.values().stream().map(NotificationView::of).toList());
        views.sort(Comparator.comparing(NotificationView::toldAt)
                .thenComparing(NotificationView::key)
                .reversed());
        return views;
    }
}
