package prescient.venuesim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The faults in force. Whether one hits depends only on the seed, on its place since the last clearing, and on how many
 * requests and messages it has looked at: the same ones in the same order meet the same faults. Safe for many threads.
 */
final class Faults {

    /** What the status tells about one fault. */
    record Report(
            String kind,
            String path,
            double probability,
            @Nullable Integer count,
            int served) {}

    private static final class Active {
        private final Fault fault;
        private final Noise noise;
        private long seen;
        private int served;

        Active(Fault fault, Noise noise) {
            this.fault = fault;
            this.noise = noise;
        }

        boolean hits(String path, FaultKind.Target target) {
            if (!fault.kind().hits(target) || !path.startsWith(fault.path()) || exhausted()) {
                return false;
            }
            boolean hit = noise.uniform(0, seen++) < fault.probability();
            served += hit ? 1 : 0;
            return hit;
        }

        private boolean exhausted() {
            return fault.count() != null && served >= fault.count();
        }

        Report report() {
            return new Report(fault.kind().wireName(), fault.path(), fault.probability(), fault.count(), served);
        }
    }

    private final Noise noise;
    private final List<Active> active = new ArrayList<>();

    Faults(Noise noise) {
        this.noise = noise;
    }

    synchronized void add(Fault fault) {
        active.add(new Active(fault, noise.fork(active.size())));
    }

    synchronized void clear() {
        active.clear();
    }

    /**
     * The fault that hits this answer, handshake or message, the earliest added first; null when it comes as it should.
     */
    synchronized @Nullable Fault draw(String path, FaultKind.Target target) {
        for (var candidate : active) {
            if (candidate.hits(path, target)) {
                return candidate.fault;
            }
        }
        return null;
    }

    synchronized List<Report> reports() {
        return active.stream().map(Active::report).toList();
    }
}
