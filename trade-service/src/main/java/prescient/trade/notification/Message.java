package prescient.trade.notification;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What is sent at once: one notification, or a digest of several. A repeat of it is the same to the letter. The JSON
 * body of the webhook.
 *
 * @param id the same for every attempt; a receiver that has seen it may forget a repeat
 * @param severity of the worst
 * @param title in one line
 * @param notifications oldest first, at least one
 */
@RegisterForReflection(targets = {Message.class, Message.Part.class})
record Message(String id, Severity severity, String title, List<Part> notifications) {

    /**
     * One notification.
     *
     * @param told the how manieth time it is told
     * @param link where to look next
     */
    record Part(
            String key, String kind, Severity severity, String title, String text, String link, Instant at, int told) {}

    /** @param base put before routes; empty for none */
    static Message of(String id, List<Waiting> waiting, String base) {
        var parts = waiting.stream()
                .map(one -> {
                    var notice = one.notice();
                    return new Part(
                            notice.key(),
                            notice.kind(),
                            notice.severity(),
                            notice.title(),
                            notice.text(),
                            base + notice.link(),
                            notice.at(),
                            one.told());
                })
                .sorted(Comparator.comparing(Part::at).thenComparing(Part::key))
                .toList();
        var worst = parts.stream()
                .map(Part::severity)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        var title = parts.size() == 1 ? parts.getFirst().title() : parts.size() + " notifications";
        return new Message(id, worst, title, parts);
    }

    /** The id of what these are sent with: it follows from them, and differs for any others. */
    static String idOf(List<Waiting> waiting) {
        var names = waiting.stream().map(Waiting::name).sorted().collect(Collectors.joining("\n"));
        return UUID.nameUUIDFromBytes(names.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** As lines for a person. */
    String text() {
        return notifications.stream()
                .map(part -> "%s, %s: %s%n%n%s%n%nNext: %s%n"
                        .formatted(part.severity().text(), part.at(), part.title(), part.text(), part.link())
                        .replace(System.lineSeparator(), "\n"))
                .collect(Collectors.joining("\n----\n\n"));
    }
}
