package prescient.portfolio.ledger;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Down means that the books contradict themselves. It is no readiness check: whoever has to find out why needs the
 * service to answer.
 */
@Wellness
@ApplicationScoped
class LedgerCheck implements HealthCheck {

    private final LedgerDesk desk;

    LedgerCheck(LedgerDesk desk) {
        this.desk = desk;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("ledger");
        var last = desk.last();
        if (last == null) {
            return answer.up().withData("state", "not checked yet").build();
        }
        return answer.status(last.report().balanced())
                .withData("state", last.report().balanced() ? "balanced" : "not balanced")
                .withData("entries", last.report().entries())
                .withData("differences", last.report().differences().size())
                .withData("checked_at", last.at().toString())
                .build();
    }
}
