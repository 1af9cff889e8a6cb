package prescient.trade.desk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import prescient.database.DatabaseFailure;
import prescient.trade.desk.TradeLife.Limits;

/**
 * Has messages handled, in order per trade and recipient, each once. One that fails comes again after a pause and is
 * set aside after some attempts, with its error and an alarm; the others go on meanwhile. Blocks; on a virtual thread.
 */
@ApplicationScoped
public class MessageDesk {

    private static final Logger LOG = Logger.getLogger(MessageDesk.class);
    private static final Duration SQL = Duration.ofSeconds(10);
    private static final int ROUNDS = 20;

    private final MessageTable table;
    private final Map<String, MessageHandler> handlers;
    private final Limits limits;
    private final DeskConfig config;
    private final InstantSource clock;
    private final ReentrantLock delivering = new ReentrantLock();

    @Inject
    MessageDesk(
            MessageTable table,
            @Any Instance<MessageHandler> handlers,
            ManagerDesk manager,
            DeskConfig config,
            InstantSource clock) {
        this(table, handlers.stream().toList(), manager.life().limits(), config, clock);
    }

    MessageDesk(
            MessageTable table, List<MessageHandler> handlers, Limits limits, DeskConfig config, InstantSource clock) {
        this.table = table;
        this.handlers = handlers.stream()
                .collect(Collectors.toMap(handler -> handler.recipient().wire(), Function.identity()));
        this.limits = limits;
        this.config = config;
        this.clock = clock;
    }

    /** Handles what waits, until nothing is due; what keeps coming is for the next run. One thread at a time. */
    public void deliver() {
        delivering.lock();
        try {
            rounds();
        } finally {
            delivering.unlock();
        }
    }

    private void rounds() {
        for (int round = 0; round < ROUNDS; round++) {
            var waiting = table.next(clock.instant(), config.batch()).await().atMost(SQL);
            if (waiting.isEmpty()) {
                return;
            }
            deliver(waiting);
        }
    }

    private void deliver(List<DeskMessage> waiting) {
        for (var message : waiting) {
            try {
                var handler = handlers.get(message.recipient());
                if (handler == null) {
                    throw new IllegalStateException("nobody handles messages to " + message.recipient());
                }
                handler.handle(message);
            } catch (RuntimeException failure) {
                if (DatabaseFailure.isOutage(failure)) {
                    throw failure;
                }
                failed(message, failure);
            }
        }
    }

    private void failed(DeskMessage message, RuntimeException failure) {
        boolean aside = table.failed(message, failure.toString(), config.messageAttempts(), limits, clock.instant())
                .await()
                .atMost(SQL);
        if (aside) {
            LOG.errorf(
                    failure,
                    "message %d (%s to %s) of trade %s is set aside after %d attempts",
                    message.sequence(),
                    message.kind(),
                    message.recipient(),
                    message.tradeId(),
                    message.attempts() + 1);
        }
    }
}
