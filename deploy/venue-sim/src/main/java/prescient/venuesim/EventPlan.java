package prescient.venuesim;

import java.time.Duration;
import java.time.Instant;

/**
 * What the seed decided about an event.
 *
 * @param firstMarket number of its first market in the catalogue
 * @param size how many markets it has
 */
record EventPlan(long number, Noise noise, Instant start, Instant end, Shape shape, long firstMarket, int size) {

    /** How the markets of an event belong together. */
    enum Shape {
        /** One question. */
        SINGLE,
        /** Exactly one of the markets ends with yes. */
        ONE_WINNER,
        /** The same question for several dates, each on its own. */
        DATES
    }

    private static final Duration LONGEST_PAST = Duration.ofDays(4);
    private static final Duration LONGEST_FUTURE = Duration.ofDays(200);
    private static final double ONE_WINNER_SHARE = 0.6;

    static EventPlan draw(Noise catalogue, Instant epoch, long number, long firstMarket, int size) {
        var noise = catalogue.fork(number);
        // The power crowds the end dates into the near future, as on the real venue.
        double place = StrictMath.pow(noise.uniform(Trait.END, 0), 1.5);
        double span = LONGEST_PAST.plus(LONGEST_FUTURE).toMinutes();
        var end = epoch.minus(LONGEST_PAST).plus(Duration.ofMinutes((long) (place * span)));
        var start = epoch.minus(Duration.ofMinutes(
                LONGEST_PAST.plusDays(5 + noise.below(120, Trait.START)).toMinutes()));
        var several = noise.chance(ONE_WINNER_SHARE, Trait.SHAPE) ? Shape.ONE_WINNER : Shape.DATES;
        return new EventPlan(number, noise, start, end, size <= 1 ? Shape.SINGLE : several, firstMarket, size);
    }

    String id() {
        return Long.toString(20_000 + number);
    }

    String title() {
        return switch (shape) {
            case SINGLE -> "Will " + Phrases.happening(noise, number) + " by " + Phrases.day(end) + "?";
            case ONE_WINNER -> Phrases.contest(noise, number) + " winner";
            case DATES -> "When will " + Phrases.happening(noise, number) + "?";
        };
    }

    String question(int place) {
        return switch (shape) {
            case SINGLE -> title();
            case ONE_WINNER -> "Will " + Phrases.contender(place) + " win the " + Phrases.contest(noise, number) + "?";
            case DATES -> "Will " + Phrases.happening(noise, number) + " by " + Phrases.day(endOf(place)) + "?";
        };
    }

    /** The markets of one event end together, except those that differ by their date: these end one after the other. */
    Instant endOf(int place) {
        return switch (shape) {
            case SINGLE, ONE_WINNER -> end;
            case DATES -> {
                var step = Duration.ofHours(6L * (1 + noise.below(20, Trait.STEP)));
                var early = end.minus(step.multipliedBy(size - 1L - place));
                var soonest = start.plus(Duration.ofDays(1));
                yield early.isBefore(soonest) ? soonest : early;
            }
        };
    }
}
