package prescient.local.command;

import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import prescient.local.cutover.CutoverFeature;

/**
 * The features a command is about.
 *
 * @param features in the order in which they are imported
 */
record FeatureNames(List<CutoverFeature> features) {

    static final FeatureNames ALL = new FeatureNames(CutoverFeature.all());

    /** A feature's name, or {@code all}. */
    static final class Text implements ITypeConverter<FeatureNames> {
        @Override
        public FeatureNames convert(String text) {
            if ("all".equalsIgnoreCase(text)) {
                return ALL;
            }
            return CutoverFeature.find(text)
                    .map(feature -> new FeatureNames(List.of(feature)))
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is none of " + CutoverFeature.names() + ", all"));
        }
    }

    /** Which of several commands to name in a next step. */
    String text() {
        return features.size() == 1 ? features.getFirst().text() : "all";
    }
}
