package prescient.signal.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static prescient.signal.signal.Signals.NOW;
import static prescient.signal.signal.Signals.claim;
import static prescient.signal.signal.Signals.signal;
import static prescient.signal.signal.Signals.statuses;
import static prescient.signal.signal.Signals.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.LegacyRecord;
import prescient.cutover.UnreadableFile;
import prescient.legacy.ForeignWriter;

class SignalFileTest {

    @TempDir
    Path folder;

    private Path legacy;
    private Path side;

    @BeforeEach
    void paths() throws IOException {
        legacy = Files.createDirectories(folder.resolve("trades")).resolve("current_signals.json");
        side = folder.resolve(".prescient").resolve("signals.json");
    }

    @Test
    void writesTheFileOfTheOldProgram() throws Exception {
        // Given
        try (var file = Signals.file(folder, NOW)) {
            // When
            store(file, "run-1", NOW, signal("run-1", "540236", "0.9935", NOW));
        }

        // Then
        assertThat(Files.readString(legacy)).isEqualTo("""
                [
                  {
                    "timestamp": "2025-10-15T16:10:00.127566",
                    "market_id": "540236",
                    "market_question": "Will 540236 happen – or not?",
                    "action": "buy_yes",
                    "target_price": 0.9935,
                    "amount": 100,
                    "confidence": 0.4935,
                    "reason": "YES price",
                    "yes_price": 0.9935,
                    "no_price": 0.0065,
                    "market_liquidity": 20000.5,
                    "market_volume": 90000.25,
                    "event_id": "e1",
                    "event_title": null,
                    "event_end_date": "2025-12-31T12:00:00Z"
                  }
                ]""");
    }

    @Test
    void everythingIsThereAfterARestart() {
        // Given
        try (var file = Signals.file(folder, NOW)) {
            store(file, "run-1", NOW, signal("run-1", "1", "0.9", NOW), signal("run-1", "2", "0.8", NOW));
            file.record(List.of(new Outcome("run-1.1.1", SignalStatus.EXECUTED, "trade-run-1.1.1", null, NOW)));
            claim(file, "a", NOW);
        }

        // When
        try (var again = Signals.file(folder, NOW)) {
            // Then
            assertThat(statuses(again)).containsExactly("run-1.1.1 executed", "run-1.1.2 claimed");
            assertThat(again.find("run-1")).isNotNull();
            assertThat(again.ofRun("run-1").getLast())
                    .isEqualTo(signal("run-1", "2", "0.8", NOW).with(SignalStatus.CLAIMED));
            assertThat(claim(again, "b", NOW)).isEmpty();
            assertThat(claim(again, "a", NOW)).containsExactly("run-1.1.2");
        }
    }

    @Test
    void aStoredSignalWithoutAQuestionIsReadAgain() throws Exception {
        // Given
        try (var file = Signals.file(folder, NOW)) {
            store(file, "run-1", NOW, signal("run-1", "1", "0.9", NOW));
        }
        Files.writeString(side, Files.readString(side).replace("Will 1 happen – or not?", ""));

        // When
        try (var again = Signals.file(folder, NOW)) {
            // Then
            assertThat(again.ofRun("run-1")).extracting(Signal::marketQuestion).containsExactly("");
        }
    }

    @Test
    void aNewRunTakesThePlaceOfTheEarlierOne() {
        try (var file = Signals.file(folder, NOW)) {
            // Given
            store(file, "run-1", NOW, signal("run-1", "1", "0.9", NOW), signal("run-1", "2", "0.8", NOW));
            file.record(List.of(new Outcome("run-1.1.1", SignalStatus.DENIED, null, "no", NOW)));

            // When
            store(file, "run-2", NOW, signal("run-2", "3", "0.7", NOW));

            // Then
            assertThat(statuses(file)).containsExactly("run-1.1.1 denied", "run-1.1.2 expired", "run-2.1.3 generated");
            assertThat(claim(file, "a", NOW)).containsExactly("run-2.1.3");
            assertThat(file.record(List.of(new Outcome("run-1.1.2", SignalStatus.EXECUTED, "t", null, NOW)))
                            .answer()
                            .getFirst()
                            .applied())
                    .isTrue();
        }
    }

    @Test
    void anEmptyRunIsTheCurrentOneAndSaysSo() throws Exception {
        try (var file = Signals.file(folder, NOW)) {
            // Given
            store(file, "run-1", NOW, signal("run-1", "1", "0.9", NOW));

            // When
            var changed = file.store(
                    Signals.request("run-2"),
                    new GenerateResult("run-2", 1, "most-likely", 0, 0, 0, 0, 0, 0, prescient.money.Money.ZERO),
                    List.of(),
                    NOW);

            // Then
            assertThat(Files.readString(legacy)).isEqualTo("[]");
            assertThat(changed.records())
                    .extracting(record -> record.key() + " " + record.notes().get("current_run"))
                    .containsExactly("run-1.1.1 run-2");
        }
    }

    @Test
    void aKillBetweenTheNoteAndTheFileDropsTheRunAndItsRepeatStoresIt() throws Exception {
        // Given
        byte[] before;
        try (var file = Signals.file(folder, NOW)) {
            store(file, "run-1", NOW, signal("run-1", "1", "0.9", NOW));
            before = Files.readAllBytes(legacy);
            store(file, "run-2", NOW.plusSeconds(1), signal("run-2", "2", "0.8", NOW.plusSeconds(1)));
        }
        Files.write(legacy, before);

        try (var again = Signals.file(folder, NOW.plusSeconds(2))) {
            // When
            var found = again.find("run-2");
            boolean stored = store(again, "run-2", NOW.plusSeconds(2), signal("run-2", "2", "0.8", NOW.plusSeconds(2)));

            // Then
            assertThat(found).isNull();
            assertThat(stored).isTrue();
            assertThat(claim(again, "a", NOW.plusSeconds(2))).containsExactly("run-2.1.2");
            assertThat(statuses(again)).containsExactly("run-1.1.1 expired", "run-2.1.2 claimed");
        }
    }

    @Test
    void aKillBetweenHistoryAndNoteLeavesTheCurrentRunAsItWas() throws Exception {
        // Given
        byte[] note;
        try (var file = Signals.file(folder, NOW)) {
            store(file, "run-1", NOW, signal("run-1", "1", "0.9", NOW));
            claim(file, "a", NOW);
            note = Files.readAllBytes(side);
            var before = Files.readAllBytes(legacy);
            store(file, "run-2", NOW.plusSeconds(1), signal("run-2", "2", "0.8", NOW.plusSeconds(1)));
            Files.write(legacy, before);
        }
        Files.write(side, note);

        // When
        try (var again = Signals.file(folder, NOW)) {
            // Then
            assertThat(again.find("run-2")).isNull();
            assertThat(statuses(again)).containsExactly("run-1.1.1 claimed");
            assertThat(claim(again, "a", NOW)).containsExactly("run-1.1.1");
        }
    }

    @Test
    void aKillRightAfterTheFileLosesNothing() {
        // Given
        try (var file = Signals.file(folder, NOW)) {
            store(file, "run-1", NOW, signal("run-1", "1", "0.9", NOW));
        }

        // When
        try (var again = Signals.file(folder, NOW)) {
            // Then
            assertThat(again.find("run-1")).isNotNull();
            assertThat(claim(again, "a", NOW)).containsExactly("run-1.1.1");
        }
    }

    @Test
    void signalsOfAnotherProgramThatWereTradedAreExecuted() throws Exception {
        // Given
        Files.writeString(
                legacy,
                foreign("2025-10-15T16:09:00.000001", "1", "0.9") // traded by the old program
                        + foreign("2025-10-15T16:09:00.000001", "2", "0.8") // another price
                        + foreign("2025-10-15T16:09:00.000001", "3", "0.7") // traded by the suite
                        + foreign("2025-10-15T16:09:00.000001", "4", "0.6"));
        closeList(legacy);
        Files.writeString(
                folder.resolve("trades").resolve("paper_trades.json"),
                "[" + trade("trade_20251015_160900_1", "2025-10-15T16:09:00.000002", "1", "0.9") + ","
                        + trade("trade_20251014_160900_2", "2025-10-15T16:09:00.000002", "2", "0.81") + ","
                        + trade("trade-cycle-1.1.3", "2025-10-15T16:09:00.000003", "3", "0.71") + ","
                        + trade("trade_20251014_160900_4", "2025-10-14T16:09:00.000002", "4", "0.6") + "]");

        // When
        try (var file = Signals.file(folder, NOW)) {
            // Then
            assertThat(statuses(file))
                    .containsExactly(
                            "legacy-20251015160900000001.1.1 executed",
                            "legacy-20251015160900000001.1.2 generated",
                            "legacy-20251015160900000001.1.3 executed",
                            "legacy-20251015160900000001.1.4 generated");
            assertThat(file.state().signals().values())
                    .extracting(KnownSignal::tradeId)
                    .containsExactly("trade_20251015_160900_1", null, "trade-cycle-1.1.3", null);
        }
    }

    @Test
    void signalsOfAnotherProgramAreOpenOnlyWhileYoung() throws Exception {
        // Given
        Files.writeString(legacy, foreign("2025-10-15T16:09:00.000001", "1", "0.9"));
        closeList(legacy);

        // When
        List<String> young;
        List<String> old;
        try (var file = Signals.file(folder, NOW)) {
            young = claim(file, "a", NOW);
        }
        Files.delete(side);
        try (var file = Signals.file(folder, NOW.plus(Duration.ofMinutes(20)))) {
            old = claim(file, "a", NOW.plus(Duration.ofMinutes(20)));
        }

        // Then
        assertThat(young).containsExactly("legacy-20251015160900000001.1.1");
        assertThat(old).isEmpty();
    }

    @Test
    void signalsFromTheFutureAreNotOpen() throws Exception {
        // Given
        Files.writeString(legacy, foreign("2025-11-15T16:09:00.000001", "1", "0.9"));
        closeList(legacy);

        // When
        try (var file = Signals.file(folder, NOW)) {
            // Then
            assertThat(statuses(file)).containsExactly("legacy-20251115160900000001.1.1 expired");
        }
    }

    @Test
    void whatWasLearnedOfAdoptedSignalsStays() throws Exception {
        // Given
        Files.writeString(legacy, foreign("2025-10-15T16:09:00.000001", "1", "0.9"));
        closeList(legacy);
        try (var file = Signals.file(folder, NOW)) {
            claim(file, "a", NOW);
            file.record(
                    List.of(new Outcome("legacy-20251015160900000001.1.1", SignalStatus.DENIED, null, "no cash", NOW)));
        }

        // When
        try (var again = Signals.file(folder, NOW)) {
            // Then
            assertThat(statuses(again)).containsExactly("legacy-20251015160900000001.1.1 denied");
        }
    }

    @Test
    void withoutItsFileNothingIsOpen() throws Exception {
        // Given
        try (var file = Signals.file(folder, NOW)) {
            store(file, "run-1", NOW, signal("run-1", "1", "0.9", NOW));
            claim(file, "a", NOW);
        }
        Files.delete(legacy);

        // When
        try (var again = Signals.file(folder, NOW)) {
            // Then
            assertThat(claim(again, "a", NOW)).isEmpty();
            assertThat(again.find("run-1")).isNotNull();
            assertThat(statuses(again)).containsExactly("run-1.1.1 expired");
        }
    }

    @Test
    void aTornFileIsKeptAndNothingIsStored() throws Exception {
        // Given
        Files.writeString(legacy, "[\n  {\n    \"timest");

        // When
        try (var file = Signals.file(folder, NOW)) {
            // Then
            assertThatThrownBy(() -> store(file, "run-1", NOW, signal("run-1", "1", "0.9", NOW)))
                    .isInstanceOf(UnreadableFile.class);
            assertThat(Files.readString(legacy)).isEqualTo("[\n  {\n    \"timest");
        }
    }

    @Test
    void refusesToWriteBesideAnotherWriter() throws Exception {
        try (var file = Signals.file(folder, NOW);
                var second = Signals.file(folder, NOW)) {
            // Given
            store(file, "run-1", NOW, signal("run-1", "1", "0.9", NOW));

            // Then
            assertThatThrownBy(() -> claim(second, "a", NOW)).isInstanceOf(ForeignWriter.class);
            Files.writeString(legacy, "[]");
            assertThatThrownBy(() -> store(file, "run-2", NOW, signal("run-2", "2", "0.9", NOW)))
                    .isInstanceOf(ForeignWriter.class);
            assertThat(file.find("run-2")).isNull();
            assertThat(Files.readString(legacy)).isEqualTo("[]");
        }
    }

    @Test
    void keepsLocalTimesOfItsZone() throws Exception {
        // Given
        var berlin = ZoneId.of("Europe/Berlin");

        // When
        try (var file = Signals.file(folder, berlin, NOW)) {
            store(file, "run-1", NOW, signal("run-1", "1", "0.9", NOW));
        }

        // Then
        assertThat(Files.readString(legacy)).contains("\"2025-10-15T18:10:00.127566\"");
        try (var again = Signals.file(folder, berlin, NOW)) {
            var records = new ArrayList<LegacyRecord>();
            again.read(records::add, ZoneOffset.UTC);
            assertThat(again.ofRun("run-1").getFirst().generatedAt()).isEqualTo(NOW);
            assertThat(records.getFirst().value().path("timestamp").asText()).isEqualTo("2025-10-15T16:10:00.127566");
        }
    }

    private static String foreign(String at, String market, String price) {
        return """
                {"timestamp": "%s", "market_id": "%s", "market_question": "?", "action": "buy_yes",
                "target_price": %s, "amount": 100, "confidence": 0.1, "reason": "r", "yes_price": %s, "no_price": 0.1,
                "market_liquidity": 1.0, "market_volume": 1.0, "event_id": null, "event_title": null,
                "event_end_date": null},""".formatted(at, market, price, price);
    }

    private static void closeList(Path file) throws IOException {
        var text = Files.readString(file);
        Files.writeString(file, "[" + text.substring(0, text.length() - 1) + "]");
    }

    private static String trade(String id, String at, String market, String price) {
        return "{\"trade_id\": \"%s\", \"timestamp\": \"%s\", \"market_id\": \"%s\", \"action\": \"buy_yes\", \"entry_price\": %s}"
                .formatted(id, at, market, price);
    }
}
