package prescient.trade.account;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import prescient.lease.LeaseDesk;
import prescient.lease.LeaseDesk.Lease;
import prescient.lease.Replica;

/**
 * Who looks at an account: one replica, by a lease that it keeps, and in it one thread. Blocks; belongs on a virtual
 * thread.
 */
@ApplicationScoped
class TurnDesk {

    private final LeaseDesk leases;
    private final Replica replica;
    private final Map<String, Lease> held = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    TurnDesk(
            LeaseDesk leases,
            @ConfigProperty(name = "prescient.instance") Optional<String> instance,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.leases = leases;
        this.replica = Replica.of(instance, port);
    }

    /**
     * Works on the account alone.
     *
     * @return empty when another replica or thread does
     */
    <T> Optional<T> alone(String environment, Supplier<T> work) {
        var lock = locks.computeIfAbsent(environment, name -> new ReentrantLock());
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        try {
            return holds(environment) ? Optional.of(work.get()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private boolean holds(String environment) {
        var lease = held.get(environment);
        if (lease != null && !lease.lost()) {
            return true;
        }
        held.remove(environment);
        leases.acquire("account-sync-" + environment, replica.name()).ifPresent(now -> held.put(environment, now));
        return held.containsKey(environment);
    }

    /** Lets another replica go on at once. */
    @PreDestroy
    void close() {
        held.values().forEach(Lease::close);
        held.clear();
    }
}
