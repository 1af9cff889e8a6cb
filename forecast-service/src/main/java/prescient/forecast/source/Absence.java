package prescient.forecast.source;

import java.util.Locale;

/** Why a source has no value for a day. */
public enum Absence {
    /** It needs a key and has none, or was switched off. */
    NOT_ASKED,
    /** It did not answer, or not readably. */
    FAILED,
    /** It had not answered when the time for all was over. */
    LATE,
    /** It answered without this day, or without the part of it that decides. */
    MISSING,
    /** What it says cannot be a temperature. */
    REFUSED;

    /** As in meters, for instance {@code not-asked}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
