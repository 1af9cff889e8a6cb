package prescient.venuesim;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Titles and questions. Plain ASCII without quotation marks, so they need no escaping in JSON. */
final class Phrases {

    private static final List<String> PLACES = List.of(
            "Northland",
            "Port Avery",
            "Kestrel Bay",
            "Lakeside",
            "Sunfield",
            "East Harbor",
            "Granite City",
            "Old Mill",
            "Silver Creek",
            "Westbrook",
            "Cedar Falls",
            "Ironbridge");
    private static final List<String> CONTESTS = List.of(
            "Mayoral Election",
            "Open Final",
            "Cup Championship",
            "Film Award",
            "Chess Masters",
            "Marathon",
            "Senate Primary",
            "Song Contest");
    private static final List<String> NAMES = List.of(
            "Amber Quill",
            "Bruno Castell",
            "Carla Voss",
            "Dario Lund",
            "Edda Marsh",
            "Felix Orme",
            "Greta Hale",
            "Hugo Brandt",
            "Iris Calder",
            "Jonas Weir",
            "Kira Stone",
            "Liam Frost");
    private static final List<String> HAPPENINGS = List.of(
            "interest rates be cut",
            "a ceasefire be signed",
            "the budget pass",
            "the launch succeed",
            "the merger close",
            "a new record be set",
            "the strike end",
            "the index close higher",
            "the treaty be ratified",
            "the outage be resolved");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.ENGLISH);

    private Phrases() {}

    static String contest(Noise event, long number) {
        return pick(PLACES, event, Trait.TOPIC) + " " + pick(CONTESTS, event, Trait.NAME) + " No. " + number;
    }

    static String contender(int place) {
        int round = place / NAMES.size();
        return NAMES.get(place % NAMES.size()) + (round == 0 ? "" : " " + (round + 1));
    }

    static String happening(Noise event, long number) {
        return pick(HAPPENINGS, event, Trait.NAME) + " in " + pick(PLACES, event, Trait.TOPIC) + " (case " + number
                + ")";
    }

    static String day(Instant at) {
        return DAY.format(at.atZone(ZoneOffset.UTC));
    }

    /** The text in a web address. */
    static String slug(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static String pick(List<String> words, Noise noise, long row) {
        return words.get(noise.below(words.size(), row));
    }
}
