package prescient.local.command;

import java.util.concurrent.CountDownLatch;
import prescient.local.Progress;
import prescient.local.Stopper;

/**
 * Stops the suite when the program is told to end (Ctrl-C, TERM, HUP). The JVM calls it once; a second Ctrl-C while it
 * works changes nothing.
 */
final class StopHook {

    private final Stopper stopper;
    private final Progress progress;
    private final boolean owesResult;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean done;

    /** {@code owesResult}: being stopped early is a failure, because a result was promised. */
    StopHook(Stopper stopper, Progress progress, boolean owesResult) {
        this.stopper = stopper;
        this.progress = progress;
        this.owesResult = owesResult;
    }

    Thread thread() {
        return new Thread(this::stop, "stop");
    }

    /** The command ended by itself: there is nothing left to stop. */
    void done() {
        done = true;
    }

    /** Keeps a thread that fails because everything is being stopped from reporting that as a failure. */
    void waitIfStopping() throws InterruptedException {
        if (stopping.getCount() == 0) {
            Thread.currentThread().join();
        }
    }

    private void stop() {
        if (done) {
            return;
        }
        stopping.countDown();
        progress.say("stopping");
        stopper.close();
        progress.say("everything is stopped");
        if (!owesResult) {
            // Running until told to stop is what was asked for: that is success, not 130 or 143.
            Runtime.getRuntime().halt(0);
        }
    }
}
