package prescient.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A list in a file that others read and write meanwhile, and what a crash leaves of it. */
class JsonArrayFileSharingTest extends JsonArrayFiles {

    @Test
    void aWriteOfSomebodyElseIsNoticedUntilItIsRead() throws IOException {
        // Given
        file.append(List.of(object("{\"a\": 1}")));
        put("[{\"foreign\": 1}]");

        // When, Then
        assertThatThrownBy(() -> file.append(List.of(object("{\"b\": 1}"))))
                .isInstanceOf(ForeignWriter.class)
                .hasMessageContaining("changed by somebody else");
        assertThatThrownBy(() -> file.replace(sink -> {})).isInstanceOf(ForeignWriter.class);
        assertThatThrownBy(() -> file.rewrite(value -> value, List.of())).isInstanceOf(ForeignWriter.class);
        assertThat(Files.readString(path)).isEqualTo("[{\"foreign\": 1}]");
        file.readAll();
        file.append(List.of(object("{\"b\": 1}")));
        assertThat(file.readAll()).extracting(PythonJson::text).hasSize(2);
    }

    @Test
    void aFileThatAppearsOrVanishesIsForeignToo() throws IOException {
        // Given
        file.readAll();
        put("[]");

        // When, Then
        assertThatThrownBy(() -> file.append(List.of(object("{}")))).isInstanceOf(ForeignWriter.class);
        file.readAll();
        Files.delete(path);
        assertThatThrownBy(() -> file.append(List.of(object("{}")))).isInstanceOf(ForeignWriter.class);
    }

    @Test
    void aWriteOfSomebodyElseDuringOursIsNoticed() throws IOException {
        // Given
        file.append(List.of(object("{\"a\": 1}")));

        // When, Then
        assertThatThrownBy(() -> file.replace(sink -> {
                    sink.accept(object("{\"b\": 1}"));
                    put("[{\"foreign\": 1}]");
                }))
                .isInstanceOf(ForeignWriter.class)
                .hasMessageContaining("while it was being replaced");
        assertThat(Files.readString(path)).isEqualTo("[{\"foreign\": 1}]");
        assertThat(names()).containsExactly("paper_trades.json");
    }

    @Test
    void aWriteOfSomebodyElseDuringReadingIsNoticed() throws IOException {
        // Given
        put("[{\"a\": 1}]");

        // When, Then
        assertThatThrownBy(() -> file.read(value -> put("[{\"foreign\": 1}]")))
                .isInstanceOf(ForeignWriter.class)
                .hasMessageContaining("while it was being read");
    }

    @Test
    void aFailingSourceLeavesTheOldFile() throws IOException {
        // Given
        file.append(List.of(object("{\"a\": 1}")));
        var before = Files.readString(path);

        // When, Then
        assertThatThrownBy(() -> file.replace(sink -> {
                    sink.accept(object("{\"b\": 1}"));
                    throw new IllegalStateException("no more");
                }))
                .hasMessage("no more");
        assertThat(Files.readString(path)).isEqualTo(before);
        assertThat(names()).containsExactly("paper_trades.json");
    }

    @Test
    void whatACrashLeftIsIgnoredAndRemoved() throws IOException {
        // Given
        put("[{\"a\": 1}]");
        Files.writeString(path.resolveSibling(".paper_trades.json.1f3a.tmp"), "[{\"torn");
        Files.writeString(path.resolveSibling(".portfolio.json.1f3a.tmp"), "{\"other");

        // When
        var before = file.readAll();
        file.append(List.of(object("{\"b\": 1}")));

        // Then
        assertThat(before).hasSize(1);
        assertThat(names()).containsExactlyInAnyOrder("paper_trades.json", ".portfolio.json.1f3a.tmp");
    }

    @Test
    void anotherObjectsDraftInWorkIsNotRemoved() throws IOException {
        // Given
        var other = new JsonArrayFile(path);

        // When, Then
        assertThatThrownBy(() -> file.replace(sink -> {
                    sink.accept(object("{\"a\": 1}"));
                    other.replace(mine -> mine.accept(object("{\"b\": 1}")));
                }))
                .isInstanceOf(ForeignWriter.class);
        assertThat(Files.readString(path)).contains("\"b\"");
        assertThat(names()).containsExactly("paper_trades.json");
    }

    @Test
    void readersSeeTheOldOrTheNewVersion() throws InterruptedException {
        // Given
        file.append(List.of(object("{\"a\": 1}")));
        var stop = new AtomicBoolean();
        var torn = new ArrayList<Throwable>();
        var reader = Thread.ofVirtual().start(() -> {
            int least = 1;
            try {
                while (!stop.get()) {
                    var read = file.readAll();
                    assertThat(read).hasSizeGreaterThanOrEqualTo(least);
                    least = read.size();
                }
            } catch (RuntimeException | AssertionError e) {
                torn.add(e);
            }
        });

        // When
        for (int i = 0; i < 100; i++) {
            file.append(List.of(object("{\"a\": 1}")));
        }
        stop.set(true);
        reader.join();

        // Then
        assertThat(torn).isEmpty();
        assertThat(file.readAll()).hasSize(101);
    }

    @Test
    void readersDoNotWaitForALongWrite() {
        // Given
        file.append(List.of(object("{\"a\": 1}")));
        var read = new ArrayList<ObjectNode>();

        // When
        file.replace(sink -> {
            sink.accept(object("{\"b\": 1}"));
            read.addAll(CompletableFuture.supplyAsync(file::readAll)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join());
        });

        // Then
        assertThat(read).containsExactly(object("{\"a\": 1}"));
        assertThat(file.readAll()).containsExactly(object("{\"b\": 1}"));
    }

    @Test
    void anInterruptedWriteLeavesTheOldFile() throws IOException {
        // Given
        file.append(List.of(object("{\"a\": 1}")));
        var before = Files.readString(path);

        // When
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> file.append(List.of(object("{\"b\": 1}"))))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("the old version is untouched");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        // Then
        assertThat(Files.readString(path)).isEqualTo(before);
        assertThat(names()).containsExactly("paper_trades.json");
    }

    @Test
    void writersWaitForEachOther() throws InterruptedException {
        // Given
        var threads = new ArrayList<Thread>();

        // When
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int n = 0; n < 20; n++) {
                    file.append(List.of(object("{\"a\": 1}")));
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }

        // Then
        assertThat(file.readAll()).hasSize(80);
    }
}
