package prescient.auth;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Tells which neighbours refuse this service's token; no restart would help, so it is never down. Never blocks. */
@Wellness
@ApplicationScoped
class TokenCheck implements HealthCheck {

    private final TokenStanding standing;

    TokenCheck(TokenStanding standing) {
        this.standing = standing;
    }

    @Override
    public HealthCheckResponse call() {
        var refusing = standing.refusing();
        var answer = HealthCheckResponse.named("token").up().withData("state", refusing.isEmpty() ? "ok" : "refused");
        return refusing.isEmpty()
                ? answer.build()
                : answer.withData("refused_by", String.join(", ", refusing)).build();
    }
}
