package prescient.auth;

import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Believes a token that was found good for a minute without checking it again, but never longer than it says itself:
 * checking a signature costs more than most answers. So a key that is withdrawn loses its effect within a minute. What is
 * refused is not remembered. Safe for many threads.
 */
final class VerifiedTokens {

    static final Duration BELIEVED = Duration.ofMinutes(1);

    /** More than there are callers; whoever has more good tokens only makes the service check them. */
    static final int MOST = 1000;

    private final InstantSource clock;
    private final Map<String, Verified> verified = new ConcurrentHashMap<>();

    VerifiedTokens(InstantSource clock) {
        this.clock = clock;
    }

    /** Checks the signature and the claims of a token. */
    interface Check {
        JsonWebToken check(String text) throws ParseException;
    }

    private record Verified(JsonWebToken token, long untilEpochSecond) {}

    /** What {@code text} says, found good by {@code check} now or before. */
    JsonWebToken token(String text, Check check) throws ParseException {
        var now = clock.instant().getEpochSecond();
        var known = verified.get(text);
        if (known != null && now < known.untilEpochSecond()) {
            return known.token();
        }
        verified.remove(text);
        var token = check.check(text);
        if (verified.size() >= MOST) {
            verified.clear();
        }
        verified.put(text, new Verified(token, Math.min(token.getExpirationTime(), now + BELIEVED.toSeconds())));
        return token;
    }
}
