package prescient.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** How far a transfer is. Written by the threads that do the work, read by anyone at any time. */
final class Progress {

    /** A report names that many rejects; all of them are in the quarantine. */
    private static final int NAMED = 100;

    final LongAdder read = new LongAdder();
    final LongAdder added = new LongAdder();
    final LongAdder changed = new LongAdder();
    final LongAdder unchanged = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder written = new LongAdder();
    private final List<Reject> named = new ArrayList<>();
    volatile long bytesTotal;
    volatile String stage = "starting";

    /** Notes records that were put aside. */
    synchronized void reject(List<Reject> rejects) {
        rejected.add(rejects.size());
        for (var reject : rejects) {
            if (named.size() < NAMED) {
                named.add(reject.brief());
            }
        }
    }

    /** The first records that were put aside. */
    synchronized List<Reject> named() {
        return List.copyOf(named);
    }

    /** Bytes read so far; an estimate from the records, never more than there are. */
    long bytesRead() {
        return Math.min(bytes.sum(), bytesTotal);
    }
}
