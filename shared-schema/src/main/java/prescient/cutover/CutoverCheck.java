package prescient.cutover;

import io.smallrye.health.api.HealthGroup;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import prescient.database.DatabasePulse;

/**
 * Tells which store each feature trusts, how it does and whether it may move on; neither restarts nor traffic depend on
 * it. Never blocks.
 */
@Wellness
@HealthGroup("cutover")
@ApplicationScoped
class CutoverCheck implements HealthCheck {

    private final DatabasePulse pulse;
    private final CutoverDesk desk;
    private final ReportDesk reports;

    CutoverCheck(DatabasePulse pulse, CutoverDesk desk, ReportDesk reports) {
        this.pulse = pulse;
        this.desk = desk;
        this.reports = reports;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("cutover").up();
        // Features that have no legacy store yet are known from the database alone.
        pulse.last().modes().forEach(answer::withData);
        for (var cutover : desk.all()) {
            var name = cutover.feature().name();
            var state = reports.state(cutover);
            answer.withData(name, cutover.mode().text());
            answer.withData(name + ".state", state);
            answer.withData(name + ".sentence", reports.sentence(cutover));
            if (state.equals(ReportDesk.REFUSING) || state.equals(ReportDesk.ALERT)) {
                answer.down();
            }
        }
        return answer.build();
    }
}
