package prescient.sqlite.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Rows of a price log that can meet nothing: they go straight into the table, a batch and a transaction at a time, and
 * what is stored is proved on the way. For one thread, which goes on reading meanwhile.
 */
final class StraightPrices {

    private final Lanes lanes;
    private final PriceProof proof;

    /** Their memory is used again. */
    private final Queue<PriceBatch> empty = new ConcurrentLinkedQueue<>();

    private PriceBatch ready = new PriceBatch();

    StraightPrices(Lanes lanes, PriceProof proof) {
        this.lanes = lanes;
        this.proof = proof;
    }

    /** @param row of {@link PriceBatch#FIELDS} fields */
    void add(BinaryLine row) {
        ready.add(row);
    }

    /**
     * Hands over what was added.
     *
     * @param part checked once these rows are committed
     */
    void store(Optional<PriceProof.Part> part) throws SQLException {
        if (ready.isEmpty()) {
            return;
        }
        var full = ready;
        lanes.give(lane -> {
            var rows = full.store(lane);
            lane.commit();
            empty.add(full);
            return rows + check(part, lane);
        });
        var stored = empty.poll();
        ready = stored == null ? new PriceBatch() : stored;
    }

    /** Checks what others have committed. */
    void check(Optional<PriceProof.Part> part) throws SQLException {
        if (part.isPresent()) {
            lanes.give(lane -> check(part, lane));
        }
    }

    /** Stores nothing. */
    private long check(Optional<PriceProof.Part> part, Connection lane) throws SQLException {
        if (part.isPresent()) {
            proof.check(part.get(), lane);
        }
        return 0;
    }

    /** Waits until everything is committed and checked; returns how many rows were stored since the last time. */
    long await() throws SQLException {
        return lanes.await();
    }
}
