package prescient.forecast.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import prescient.forecast.calibration.PerformanceTable;
import prescient.forecast.history.HistoryFiles;
import prescient.forecast.history.HistoryKind;
import prescient.forecast.prediction.PredictionTable;
import prescient.forecast.settle.EvaluationTable;

/** The figures over the files. */
class QualityFileTest implements QualityContract {

    @TempDir
    Path folder;

    private HistoryFiles files;

    @BeforeEach
    void open() {
        files = new HistoryFiles(Optional.of(folder));
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Override
    public QualityReads reads() {
        return new QualityFile(files);
    }

    @Override
    public void keep(SomeForecasts records) {
        write(PerformanceTable.KIND, records.grades);
        write(PredictionTable.KIND, records.predictions);
        write(EvaluationTable.KIND, records.evaluations);
    }

    private <T> void write(HistoryKind<T> kind, List<T> records) {
        try {
            Files.writeString(folder.resolve(kind.file()), kind.layout().text(records));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
