package prescient.e2e;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Asks at a steady pace and wants right answers. One thread runs it, others look at what came of it. */
final class HonestUser {

    /** One question; it fails when the answer is not what it should be. */
    interface Question {
        void ask(int number) throws Exception;
    }

    private final String name;
    private final Duration every;
    private final Question question;
    private final List<Long> nanos = new CopyOnWriteArrayList<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    HonestUser(String name, Duration every, Question question) {
        this.name = name;
        this.every = every;
        this.question = question;
    }

    /**
     * Asks for as long as told. What a question took counts from when it should have been asked, so an answer that keeps
     * the next ones waiting counts for all of them.
     */
    void run(Duration duration) throws InterruptedException {
        var begin = System.nanoTime();
        for (var number = 0; number * every.toNanos() < duration.toNanos(); number++) {
            var due = begin + number * every.toNanos();
            var early = due - System.nanoTime();
            if (early > 0) {
                Thread.sleep(Duration.ofNanos(early));
            }
            try {
                question.ask(number);
            } catch (InterruptedException ended) {
                throw ended;
            } catch (Exception | AssertionError trouble) {
                troubles.add(name + " " + number + ": " + trouble);
            }
            nanos.add(System.nanoTime() - due);
        }
    }

    String name() {
        return name;
    }

    /** How long each question took, oldest first. */
    List<Long> nanos() {
        return List.copyOf(nanos);
    }

    /** Wrong or missing answers. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }
}
