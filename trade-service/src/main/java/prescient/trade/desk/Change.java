package prescient.trade.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.trade.venue.VenueFill;

/**
 * What is stored together: the trade after, its bookings, the fill behind them, what is told, and the message that this
 * answers.
 *
 * @param before as it was read; stored only if nobody stored another change since
 * @param fill null when no fill is behind it; known fills change nothing
 * @param handled sequence of the message that is handled with it, null without one
 */
record Change(
        DeskTrade before,
        DeskTrade after,
        List<Booking> bookings,
        @Nullable VenueFill fill,
        List<Note> notes,
        @Nullable Long handled) {}
