package prescient.signal.entry;

/** Why nothing is entered. */
enum SkipReason {
    /** Switched off. */
    DISABLED,
    /** forecast-service had no strike table, so nothing is known. */
    NO_STRIKE_TABLE,
    /** More seconds to the close than {@code max_time}. */
    TOO_EARLY,
    /** Fewer than {@code min_time}. */
    TOO_LATE,
    /** The momentum spiked, and has not been calm for long enough. */
    SPIKE_ALERT,
    /** There is no momentum, so nobody knows whether it spikes. */
    MOMENTUM_UNKNOWN,
    /** The market traded less than {@code watchlist_min_volume}. */
    VOLUME_LOW,
    /** A side costs more than {@code watchlist_max_ask}. */
    ASK_HIGH,
    /** Too improbable even to be watched. */
    PROBABILITY_FAR,
    /** Too dear even to be watched. */
    DIFFERENTIAL_FAR,
    /** Below {@code min_probability}. */
    PROBABILITY_LOW,
    /** Below {@code min_differential}, less half a point. */
    DIFFERENTIAL_LOW,
    /** Nobody sells below a dollar. */
    NOT_FOR_SALE,
    /** Asked for this market and side less than {@code cooldown_seconds} ago. */
    COOLDOWN,
    /** Asked for it, and nobody knows what became of that: it may be a position. */
    UNANSWERED,
    /** It was entered, and {@code allow_re_entry} is off. */
    ALREADY_ENTERED,
    /** The settings were changed, or another replica took over, while it was decided. */
    OVERTAKEN
}
