package prescient.trade.simulation;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Which faults are still to happen. In memory only: a restart disarms them. Any thread. */
@Singleton
class FaultPlan {

    private final Map<Fault, AtomicInteger> armed = new EnumMap<>(Fault.class);

    FaultPlan() {
        for (var fault : Fault.values()) {
            armed.put(fault, new AtomicInteger());
        }
    }

    /** @param times how often the fault is to happen, 0 or more; replaces what was armed before */
    void arm(Fault fault, int times) {
        counter(fault).set(times);
    }

    /** True when the fault is to happen now; each time uses up one. */
    boolean fires(Fault fault) {
        return counter(fault).getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    Map<Fault, Integer> left() {
        var left = new EnumMap<Fault, Integer>(Fault.class);
        armed.forEach((fault, times) -> left.put(fault, times.get()));
        return left;
    }

    private AtomicInteger counter(Fault fault) {
        return java.util.Objects.requireNonNull(armed.get(fault));
    }
}
