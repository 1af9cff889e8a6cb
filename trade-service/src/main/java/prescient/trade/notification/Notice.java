package prescient.trade.notification;

import java.time.Instant;

/**
 * Something worth telling a person.
 *
 * @param key of what it tells of; the same key is the same thing, and told once. At most 300 characters
 * @param kind what it is about, for instance {@code incident}
 * @param title in one line
 * @param text what happened, why, and what to do
 * @param link route of the API where to look next, for instance {@code /trading/incidents}
 * @param lasting told again after a while if it is found again; false for what happened once
 * @param at when it was found
 */
public record Notice(
        String key,
        String kind,
        Severity severity,
        String title,
        String text,
        String link,
        boolean lasting,
        Instant at) {

    private static final int LONGEST_KEY = 300;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 4000;

    public Notice {
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("the key of a notice has 1 to " + LONGEST_KEY + " characters");
        }
        // Titles become headers of mails: one line, whatever a reason from outside holds.
        title = cut(title.replaceAll("[\\p{Cntrl}]+", " "), LONGEST_TITLE);
        text = cut(text.replace("\0", ""), LONGEST_TEXT);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    /** What happened once. */
    public static Notice once(
            String key, String kind, Severity severity, String title, String text, String link, Instant at) {
        return new Notice(key, kind, severity, title, text, link, false, at);
    }

    /** What lasts, and is found again and again. */
    public static Notice lasting(
            String key, String kind, Severity severity, String title, String text, String link, Instant at) {
        return new Notice(key, kind, severity, title, text, link, true, at);
    }
}
