package prescient.auth;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Which neighbours refuse this service's token. Callers treat such a neighbour as one that is away, since a token that is
 * being renewed is refused for a moment; here a person learns of one that stays refused. Safe for many threads.
 */
@ApplicationScoped
class TokenStanding {

    private static final Logger LOG = Logger.getLogger(TokenStanding.class);
    private static final int UNAUTHORIZED = 401;
    private static final int SERVER_FAULT = 500;

    private final Set<String> refusing = ConcurrentHashMap.newKeySet();

    /** @param neighbour host and port that answered with {@code status}; a fault says nothing about the token */
    void answered(String neighbour, int status) {
        if (status == UNAUTHORIZED) {
            if (refusing.add(neighbour)) {
                LOG.warnf("%s refuses this service's token; see prescient.token.file", neighbour);
            }
        } else if (status < SERVER_FAULT && refusing.remove(neighbour)) {
            LOG.infof("%s takes this service's token again", neighbour);
        }
    }

    /** Host and port of those whose last word was a refusal, in order. */
    List<String> refusing() {
        return refusing.stream().sorted().toList();
    }
}
