package prescient.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import prescient.cutover.CutoverDesk;
import prescient.cutover.Mode;
import prescient.cutover.Repair;

/** The service's own switch. */
@ApplicationScoped
class SwitchDesk implements Switch {

    private final CutoverDesk cutovers;

    SwitchDesk(CutoverDesk cutovers) {
        this.cutovers = cutovers;
    }

    @Override
    public Mode mode(String feature) {
        return cutovers.of(feature).mode();
    }

    @Override
    public boolean unrepaired(String feature) {
        return cutovers.of(feature).unrepaired();
    }

    @Override
    public long settle(String feature) {
        return cutovers.of(feature).settle();
    }

    @Override
    public long standing(String feature) {
        return cutovers.of(feature).standing();
    }

    @Override
    public long repair(String feature, Repair.Work work) {
        return cutovers.of(feature).repair(work);
    }

    @Override
    public void imported(String feature) {
        cutovers.of(feature).imported();
    }
}
