package prescient.cutover;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has a legacy store and can be cut over. Services have a bean for each. */
public interface Feature {

    /** As in URLs and on the command line, for instance {@code portfolio_history}. */
    String name();

    /** The kinds of records, in the order in which the stores hand them over. */
    List<Collection> collections();

    /** The live legacy files. Only asked for when a legacy folder is configured. */
    RecordFile file();

    /** The same files in any other folder, for import and export. */
    RecordFile file(LegacyFolder folder);

    /** The records in PostgreSQL. */
    RecordStore database();

    /** Why a record of a file cannot be taken in, or null; unknown keys and values out of range are refused here. */
    @Nullable String defect(LegacyRecord fromFile);

    /**
     * Called when the mode changes, while no operation of the feature is under way, before the new mode counts: what is
     * unfinished and not in the records (held cash, open orders) moves to the store that will be trusted. Repeatable.
     * Nothing by default.
     *
     * @throws prescient.problem.Refused when it cannot be moved now; the mode stays
     */
    default void handOver(Mode from, Mode to) {}
}
