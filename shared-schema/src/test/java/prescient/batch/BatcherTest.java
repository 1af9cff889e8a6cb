package prescient.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import prescient.problem.Refused;

class BatcherTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    /** Work that answers when the test says so. */
    private static final class HeldWork {
        final List<List<Integer>> batches = new ArrayList<>();
        final Queue<UniEmitter<? super List<Integer>>> open = new ArrayDeque<>();

        Uni<List<Integer>> run(List<Integer> batch) {
            batches.add(batch);
            return Uni.createFrom().emitter(emitter -> open.add(emitter));
        }

        void answer() {
            var batch = batches.get(batches.size() - open.size());
            open.remove().complete(batch.stream().map(i -> i * 10).toList());
        }

        void fail() {
            open.remove().fail(new IllegalStateException("no database"));
        }
    }

    private static BatchLimits limits(int maxBatch, int maxQueued, int maxInFlight) {
        return new BatchLimits(maxBatch, maxQueued, maxInFlight, SOON);
    }

    private static CompletableFuture<Integer> send(Batcher<Integer, Integer> batcher, int item) {
        return batcher.submit(item).subscribeAsCompletionStage();
    }

    @Test
    void whatArrivesWhileABatchRunsFormsTheNextOneInOrder() {
        // Given
        var work = new HeldWork();
        var batcher = new Batcher<>(limits(3, 100, 1), work::run, failure -> true);

        // When
        var answers = IntStream.range(0, 6).mapToObj(i -> send(batcher, i)).toList();
        work.answer();
        work.answer();
        work.answer();

        // Then
        assertThat(work.batches).containsExactly(List.of(0), List.of(1, 2, 3), List.of(4, 5));
        assertThat(answers).extracting(CompletableFuture::join).containsExactly(0, 10, 20, 30, 40, 50);
    }

    @Test
    void asManyBatchesRunAtATimeAsAllowed() {
        // Given
        var work = new HeldWork();
        var batcher = new Batcher<>(limits(10, 100, 2), work::run, failure -> true);

        // When
        var answers = IntStream.range(0, 4).mapToObj(i -> send(batcher, i)).toList();

        // Then
        assertThat(work.batches).containsExactly(List.of(0), List.of(1));
        assertThat(batcher.queued()).isEqualTo(2);
        assertThat(answers).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void aCallThatDoesNotFitIsRefusedWholeWithACode() {
        // Given
        var work = new HeldWork();
        var batcher = new Batcher<>(limits(10, 2, 1), work::run, failure -> true);
        var early = List.of(send(batcher, 0), send(batcher, 1));

        // When
        var late = batcher.submitAll(List.of(2, 3)).subscribeAsCompletionStage();

        // Then
        assertThatThrownBy(late::join)
                .cause()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isEqualTo(BatchProblem.OVERLOADED));
        assertThat(early).noneMatch(CompletableFuture::isDone);
        assertThat(batcher.queued()).isEqualTo(1);
    }

    @Test
    void oneBadItemFailsAloneAndTheOthersAreAnswered() {
        // Given
        var held = new HeldWork();
        var runs = new ArrayList<List<Integer>>();
        var batcher = new Batcher<Integer, Integer>(
                limits(10, 100, 1),
                batch -> {
                    runs.add(batch);
                    if (batch.contains(0)) {
                        return held.run(batch);
                    }
                    return batch.contains(3)
                            ? Uni.createFrom().failure(new IllegalArgumentException("bad"))
                            : Uni.createFrom()
                                    .item(batch.stream().map(i -> i * 10).toList());
                },
                failure -> failure instanceof IllegalArgumentException);
        var answers = IntStream.range(0, 6).mapToObj(i -> send(batcher, i)).toList();

        // When
        held.answer();

        // Then
        for (int good : new int[] {0, 1, 2, 4, 5}) {
            assertThat(answers.get(good).join()).isEqualTo(good * 10);
        }
        assertThatThrownBy(() -> answers.get(3).join()).hasMessageContaining("bad");
        assertThat(runs.get(1)).containsExactly(1, 2, 3, 4, 5);
        assertThat(send(batcher, 7).join()).isEqualTo(70);
    }

    @Test
    void aFailureThatHitsAllIsNotTriedAgain() {
        // Given
        var work = new HeldWork();
        var batcher = new Batcher<>(limits(10, 100, 1), work::run, failure -> false);
        var answers = IntStream.range(0, 3).mapToObj(i -> send(batcher, i)).toList();

        // When
        work.answer();
        work.fail();

        // Then
        assertThat(work.batches).hasSize(2);
        assertThat(answers.get(0)).isCompletedWithValue(0);
        assertThat(answers.get(1)).isCompletedExceptionally();
        assertThat(answers.get(2)).isCompletedExceptionally();
    }

    @Test
    void workThatThrowsOrMiscountsFailsItsItemsAndNoOthers() {
        // Given
        var batcher = new Batcher<Integer, Integer>(
                limits(10, 100, 1),
                batch -> switch (batch.getFirst()) {
                    case 1 -> throw new IllegalStateException("broken");
                    case 2 -> Uni.createFrom().item(List.of());
                    default -> Uni.createFrom().item(batch);
                },
                failure -> true);

        // When
        var thrown = send(batcher, 1);
        var miscounted = send(batcher, 2);
        var fine = send(batcher, 3);

        // Then
        assertThatThrownBy(thrown::join).hasMessageContaining("broken");
        assertThatThrownBy(miscounted::join).hasMessageContaining("0 answers to a batch of 1");
        assertThat(fine.join()).isEqualTo(3);
    }

    @Test
    void aBatchThatNeverAnswersFailsAtTheDeadline() {
        // Given
        var quick = new BatchLimits(10, 100, 1, Duration.ofMillis(50));
        var batcher = new Batcher<Integer, Integer>(
                quick,
                batch -> batch.contains(1)
                        ? Uni.createFrom().nothing()
                        : Uni.createFrom().item(batch),
                failure -> false);

        // When
        var stuck = send(batcher, 1);
        var behind = send(batcher, 2);

        // Then
        assertThatThrownBy(stuck::join).hasRootCauseInstanceOf(io.smallrye.mutiny.TimeoutException.class);
        assertThat(behind.join()).isEqualTo(2);
    }

    @Test
    void aCallLargerThanABatchIsAnsweredInOrder() {
        // Given
        var batcher = new Batcher<Integer, Integer>(
                limits(4, 100, 1), batch -> Uni.createFrom().item(batch), failure -> true);
        var items = IntStream.range(0, 11).boxed().toList();

        // When
        var answers = batcher.submitAll(items).await().atMost(SOON);

        // Then
        assertThat(answers).isEqualTo(items);
        assertThat(batcher.submitAll(List.of()).await().atMost(SOON)).isEmpty();
    }

    @Test
    void manyThreadsGetTheirOwnAnswers() throws Exception {
        // Given
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var workers = Executors.newFixedThreadPool(2)) {
            var batcher = new Batcher<Integer, Integer>(
                    limits(64, 100_000, 1),
                    batch -> Uni.createFrom()
                            .item(() -> batch.stream().map(i -> i * 10).toList())
                            .runSubscriptionOn(workers),
                    failure -> true);

            // When
            var answers = IntStream.range(0, 5_000)
                    .mapToObj(
                            i -> threads.submit(() -> batcher.submit(i).await().atMost(SOON)))
                    .toList();

            // Then
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(i * 10);
            }
            assertThat(batcher.queued()).isZero();
        }
    }
}
