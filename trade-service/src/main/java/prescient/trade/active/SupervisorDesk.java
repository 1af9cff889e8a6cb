package prescient.trade.active;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import prescient.trade.desk.DeskMessage;
import prescient.trade.desk.MessageHandler;
import prescient.trade.desk.Role;

/** What the supervisor does with the manager's messages. */
@ApplicationScoped
class SupervisorDesk implements MessageHandler {

    private static final Duration SQL = Duration.ofSeconds(10);

    private final ActiveTable table;
    private final InstantSource clock;

    SupervisorDesk(ActiveTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Role recipient() {
        return Role.SUPERVISOR;
    }

    /** {@code watch} with what is held, or {@code unwatch}. */
    @Override
    public void handle(DeskMessage message) {
        var done = switch (message.kind()) {
            case "watch" -> table.watch(message, clock.instant());
            case "unwatch" -> table.unwatch(message, clock.instant());
            default -> throw new IllegalArgumentException("the supervisor knows no message " + message.kind());
        };
        done.await().atMost(SQL);
    }
}
