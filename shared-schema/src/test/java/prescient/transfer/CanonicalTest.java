package prescient.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.legacy.PythonJson;

class CanonicalTest {

    private static Canonical.Digest of(String json) throws JsonProcessingException {
        return new Canonical().of((ObjectNode) PythonJson.mapper().readTree(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1, \"b\": 2} | {\"b\": 2, \"a\": 1}",
                "{\"a\": 100} | {\"a\": 100.0}",
                "{\"a\": 1e-05} | {\"a\": 0.000010}",
                "{\"a\": 12345678901234567890123} | {\"a\": 1.2345678901234567890123e22}",
                "{\"a\": 0.0} | {\"a\": 0}",
                "{\"a\": null} | {}",
                "{\"a\": {\"b\": null}} | {\"a\": {}}",
                "{\"a\": \"\\u00e9\"} | {\"a\": \"é\"}",
                "{\"a\": NaN} | {\"a\": NaN}"
            })
    void meansTheSame(String one, String other) throws JsonProcessingException {
        assertThat(of(one).same(of(other))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1, \"b\": 2} | {\"a\": 2, \"b\": 1}",
                "{\"a\": 0} | {}",
                "{\"a\": \"\"} | {}",
                "{\"a\": 0} | {\"a\": \"\"}",
                "{\"a\": 0} | {\"a\": false}",
                "{\"a\": 1} | {\"a\": \"1\"}",
                "{\"a\": 0.1} | {\"a\": 0.10000000000000001}",
                "{\"a\": [1, 2]} | {\"a\": [2, 1]}",
                "{\"a\": [null]} | {\"a\": []}",
                "{\"a\": []} | {\"a\": {}}",
                "{\"a\": {\"b\": 1}} | {\"b\": {\"a\": 1}}",
                "{\"a\": \"x \"} | {\"a\": \"x\"}",
                "{\"a\": NaN} | {\"a\": Infinity}",
                "{\"a\": 1} | {\"a\": -1}",
                "{\"a\": 10} | {\"a\": 1}"
            })
    void meansSomethingElse(String one, String other) throws JsonProcessingException {
        assertThat(of(one).same(of(other))).isFalse();
    }

    @Test
    void knowsAboutHowLongARecordIsInItsFile() throws JsonProcessingException {
        // Given
        var json = TransferRig.element("r1", "1.25");
        // When
        long bytes = of(json).bytes();
        // Then
        assertThat(bytes).isBetween(json.length() - 10L, json.length() + 10L);
    }

    @Test
    void keysOfDifferentCollectionsDiffer() {
        // Given
        var seen = new HashSet<Long>();
        // When
        for (var collection : List.of("a", "b", "ab")) {
            for (int i = 0; i < 10_000; i++) {
                seen.add(Canonical.key(collection, String.valueOf(i)));
            }
        }
        seen.add(Canonical.key("a", "b"));
        seen.add(Canonical.key("b", "a"));
        // Then
        assertThat(seen).hasSize(30_002).doesNotContain(0L);
    }

    @Test
    void anIndexHoldsWhatAMapHolds() {
        // Given
        long seed = System.nanoTime();
        var random = new Random(seed);
        var index = new RecordIndex();
        var map = new HashMap<Long, Canonical.Digest>();
        // When
        for (int i = 0; i < 200_000; i++) {
            long key = 1 + random.nextLong(Long.MAX_VALUE) * (i % 2 == 0 ? 1 : -1);
            if (i % 10 == 0 && !map.isEmpty()) {
                key = map.keySet().iterator().next();
            }
            var content = new Canonical.Digest(random.nextLong(), random.nextLong(), 1);
            map.put(key, content);
            index.seek(key);
            index.put(content, i);
            index.mark(RecordIndex.SEEN);
        }
        // Then
        assertThat(index.size()).as("seed %d", seed).isEqualTo(map.size());
        map.forEach((key, content) -> {
            index.seek(key);
            assertThat(index.is(RecordIndex.SEEN)).isTrue();
            assertThat(index.is(RecordIndex.REJECTED)).isFalse();
            assertThat(index.holds(content)).as("seed %d", seed).isTrue();
        });
        var found = new HashSet<Long>();
        index.each(RecordIndex.SEEN, RecordIndex.REJECTED, found::add);
        assertThat(found).isEqualTo(map.keySet());
    }
}
