package prescient.trade.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where changes are read. */
interface StreamSource {

    /** Changes that are named one by one at most; after more a listener reads everything again. */
    int MOST = 500;

    /**
     * A change.
     *
     * @param kind the name of its event
     * @param data a JSON object
     */
    record Change(String kind, String data) {}

    /**
     * Changes, oldest first.
     *
     * @param mark up to where all of them are told, unless there are more than {@link #MOST}
     */
    record Changes(StreamMark mark, List<Change> changes) {}

    /**
     * What was committed after {@code from}, and up to {@code to} if that is not null. Blocks.
     *
     * @param from null to ask only for the mark of now
     * @return null while PostgreSQL does not answer
     */
    @Nullable Changes between(@Nullable StreamMark from, @Nullable StreamMark to);
}
