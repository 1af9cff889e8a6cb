package prescient.market.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of a file. */
class CachedFileTest {

    @TempDir
    Path dir;

    @Test
    void whatWasReadBeforeItWasToBeForgottenIsForgotten() throws Exception {
        // Given
        var path = Files.writeString(dir.resolve("file"), "[]");
        var beside = new AtomicReference<>("old");
        var reading = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var cached = new CachedFile<>(path, "absent", (file, version) -> {
            var seen = beside.get();
            reading.countDown();
            await(goOn);
            return seen;
        });
        var reader = Thread.ofPlatform().start(cached::get);
        reading.await();
        beside.set("new");

        // When
        var forgetter = Thread.ofPlatform().start(cached::forget);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> forgetter.getState() == Thread.State.BLOCKED || !forgetter.isAlive());
        goOn.countDown();
        reader.join();
        forgetter.join();

        // Then
        assertThat(cached.get()).isEqualTo("new");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
