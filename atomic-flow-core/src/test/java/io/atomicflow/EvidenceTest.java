package io.atomicflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of evidence names tests that exist. */
class EvidenceTest {

    private static final Path PAGE = Path.of("..", "docs", "evidence.md");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Path STRESS = Path.of("..", "atomic-flow-bench", "src", "main", "java", "io", "atomicflow",
            "stress");
    private static final Pattern METHOD = Pattern.compile("`(\\w+Test)#(\\w+)`");
    private static final Pattern STRESS_TEST = Pattern.compile("`stress\\.(\\w+)`");

    @Test
    void eachTestThatThePageNamesIsThere() throws IOException {
        String page = Files.readString(PAGE);
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (Matcher test = METHOD.matcher(page); test.find(); named++) {
            if (!hasMember(test.group(1), test.group(2))) {
                missing.add(test.group());
            }
        }
        for (Matcher test = STRESS_TEST.matcher(page); test.find(); named++) {
            if (!Files.exists(STRESS.resolve(test.group(1) + ".java"))) {
                missing.add(test.group());
            }
        }

        assertEquals(List.of(), missing);
        assertTrue(named > 100, "the page names " + named + " tests");
    }

    private static boolean hasMember(String testClass, String member) throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            Path source = files.filter(file -> file.endsWith(testClass + ".java")).findFirst().orElse(null);
            return source != null && Pattern.compile("\\b" + member + "\\b").matcher(Files.readString(source)).find();
        }
    }
}
