package prescient.local.state;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import prescient.local.Progress;

/** Makes the tokens of a running suite anew once a day, so that a run may last longer than a token. */
public final class TokenRenewal implements AutoCloseable {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("token renewal").factory());

    private TokenRenewal() {}

    /** Makes all tokens now, and again every day until it is closed. */
    public static TokenRenewal start(Tokens tokens, Progress progress) {
        tokens.renew();
        var renewal = new TokenRenewal();
        var _ = renewal.timer.scheduleAtFixedRate(() -> renew(tokens, progress), 1, 1, TimeUnit.DAYS);
        return renewal;
    }

    /** A failure leaves the old ones in use, which are good for weeks; tomorrow it is tried again. */
    private static void renew(Tokens tokens, Progress progress) {
        try {
            tokens.renew();
        } catch (RuntimeException failure) {
            progress.say("the tokens could not be made anew: " + failure.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
