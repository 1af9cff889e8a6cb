package prescient.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterLockTest {

    @TempDir
    private Path dir;

    @Test
    void thisProcessHoldsALockOnce() {
        // Given
        var first = WriterLock.acquire(dir.resolve("data"), "trades");

        // When, Then
        assertThatThrownBy(() -> WriterLock.acquire(dir.resolve("data"), "trades"))
                .isInstanceOf(ForeignWriter.class)
                .hasMessageContaining("this process");
        try (var other = WriterLock.acquire(dir.resolve("data"), "portfolio")) {
            assertThat(other).isNotSameAs(first);
        }
        first.close();
        first.close();
        try (var second = WriterLock.acquire(dir.resolve("data"), "trades")) {
            assertThat(second).isNotSameAs(first);
        }
    }

    @Test
    void anotherProcessKeepsThisOneOutUntilItDies() throws IOException {
        // Given
        try (var child = ChildJvm.start(64, LockHolder.class, dir.toString())) {
            assertThat(child.line()).isEqualTo("locked");

            // When, Then
            assertThatThrownBy(() -> WriterLock.acquire(dir, "trades"))
                    .isInstanceOf(ForeignWriter.class)
                    .hasMessageContaining("written by process " + child.pid());
            child.kill();
            try (var lock = WriterLock.acquire(dir, "trades")) {
                assertThat(lock).isNotNull();
            }
        }
    }

    @Test
    void aSecondAttemptOfThisProcessDoesNotLetOthersIn() throws IOException {
        // Given
        try (var lock = WriterLock.acquire(dir, "trades")) {
            assertThatThrownBy(() -> WriterLock.acquire(dir, "trades")).isInstanceOf(ForeignWriter.class);

            // When
            try (var child = ChildJvm.start(64, LockHolder.class, dir.toString())) {

                // Then
                assertThat(child.line())
                        .contains(
                                "written by process " + ProcessHandle.current().pid());
            }
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsAnError() throws IOException {
        // Given
        var file = Files.createFile(dir.resolve("file"));

        // When, Then
        assertThatThrownBy(() -> WriterLock.acquire(file, "trades")).hasMessageContaining("cannot be locked");
    }

    /** Runs in a process of its own: takes the lock, says so, and keeps it until its input ends. */
    static final class LockHolder {

        private LockHolder() {}

        public static void main(String[] args) throws IOException {
            try {
                var lock = WriterLock.acquire(Path.of(args[0]), "trades");
                System.out.println("locked");
                while (System.in.read() >= 0) {
                    Thread.onSpinWait();
                }
                lock.close();
            } catch (ForeignWriter e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
