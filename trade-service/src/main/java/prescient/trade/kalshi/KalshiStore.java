package prescient.trade.kalshi;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The accounts that can be read: those that are configured and have a key. Real money only where {@code
 * prescient.kalshi.accounts} names {@code prod}.
 */
@ApplicationScoped
public class KalshiStore {

    private final Map<String, KalshiClient> clients = new TreeMap<>();

    KalshiStore(KalshiConfig config, InstantSource clock) {
        var random = new SecureRandom();
        for (var environment : config.accounts()) {
            var account = account(config, environment);
            key(environment, account).ifPresent(pem -> {
                var keyId = account.keyId()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "prescient.kalshi." + environment + ".key-id is missing beside its key"));
                var endpoints = KalshiEndpoints.of(environment, account.url(), account.socket());
                clients.put(
                        environment, new KalshiClient(endpoints, KalshiSigner.of(keyId, pem, random), config, clock));
            });
        }
    }

    /** The account of this environment; empty when it is not configured or has no key. */
    public Optional<KalshiClient> find(String environment) {
        return Optional.ofNullable(clients.get(environment));
    }

    public Collection<KalshiClient> all() {
        return clients.values();
    }

    /** All that can ever be configured. */
    public static Set<String> environments() {
        return Set.of("demo", "prod", "simulation");
    }

    private static KalshiConfig.Account account(KalshiConfig config, String environment) {
        return switch (environment) {
            case "demo" -> config.demo();
            case "prod" -> config.prod();
            case "simulation" -> config.simulation();
            default ->
                throw new IllegalArgumentException(
                        "prescient.kalshi.accounts names " + environment + "; it takes demo, prod and simulation");
        };
    }

    private static Optional<String> key(String environment, KalshiConfig.Account account) {
        if (account.privateKey().isPresent()) {
            return account.privateKey();
        }
        return account.privateKeyFile().map(file -> {
            try {
                return Files.readString(file);
            } catch (IOException unreadable) {
                throw new IllegalArgumentException(
                        "prescient.kalshi." + environment + ".private-key-file cannot be read: " + file);
            }
        });
    }

    @PreDestroy
    void close() {
        clients.values().forEach(KalshiClient::close);
    }
}
