package prescient.trade.desk;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Down means that the desk's books contradict themselves. It is no readiness check: whoever has to find out why needs
 * the service to answer. The suite's status makes an alert of it, as of the books of portfolio-service.
 */
@Wellness
@ApplicationScoped
class DeskCheck implements HealthCheck {

    private final FiguresJob job;

    DeskCheck(FiguresJob job) {
        this.job = job;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("ledger");
        var books = job.books();
        if (books == null) {
            return answer.up().withData("state", "not checked yet").build();
        }
        return answer.status(books.right())
                .withData("state", books.right() ? "balanced" : "not balanced")
                .withData("differences", books.unbalanced() + books.positions() + books.profits())
                .build();
    }
}
