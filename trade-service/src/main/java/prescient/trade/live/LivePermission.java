package prescient.trade.live;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import prescient.trade.kalshi.KalshiStore;

/** Where orders may be sent. A setting that cannot be meant ends the start. */
@ApplicationScoped
class LivePermission {

    private static final Logger LOG = Logger.getLogger(LivePermission.class);
    private static final Set<String> REAL = Set.of("demo", "prod");

    private final Set<String> allowed;

    @Inject
    LivePermission(LiveConfig config, KalshiStore accounts) {
        this(config.environments().orElse(Set.of()), accountsOf(accounts), LaunchMode.current());
    }

    /** @param accounts those that have a key */
    LivePermission(Set<String> wanted, Set<String> accounts, LaunchMode mode) {
        if (!wanted.isEmpty() && mode.isDevOrTest()) {
            throw new IllegalStateException("prescient.live-orders.environments is set, and this is a test or a "
                    + "developer's run: no order leaves from here. Take the setting away.");
        }
        for (var environment : wanted) {
            if (!REAL.contains(environment)) {
                throw new IllegalStateException(
                        "prescient.live-orders.environments names " + environment + "; it takes demo and prod.");
            }
            if (!accounts.contains(environment)) {
                throw new IllegalStateException("prescient.live-orders.environments names " + environment
                        + ", which is no account with a key: see prescient.kalshi.accounts.");
            }
        }
        this.allowed = Set.copyOf(wanted);
    }

    void tell(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        if (!allowed.isEmpty()) {
            LOG.infof("orders may be sent to %s, each after its confirmation", new TreeSet<>(allowed));
        }
    }

    boolean allows(String environment) {
        return allowed.contains(environment);
    }

    private static Set<String> accountsOf(KalshiStore accounts) {
        var names = new TreeSet<String>();
        accounts.all().forEach(client -> names.add(client.environment()));
        return names;
    }
}
