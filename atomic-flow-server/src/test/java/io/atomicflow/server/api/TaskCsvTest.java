package io.atomicflow.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskCsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
    void whatASpreadsheetWouldTakeForAFormulaIsText(String formula) {
        assertEquals("'" + formula, TaskCsv.cell(formula));
    }

    @Test
    void cellsThatNeedQuotesHaveThem() {
        assertEquals("\"a,b\"", TaskCsv.cell("a,b"));
        assertEquals("\"say \"\"a\"\"\"", TaskCsv.cell("say \"a\""));
        assertEquals("\"a\r\nb\"", TaskCsv.cell("a\r\nb"));
        assertEquals("\"'\rb\"", TaskCsv.cell("\rb"));
        assertEquals("\"'=HYPERLINK(\"\"x\"\",1)\"", TaskCsv.cell("=HYPERLINK(\"x\",1)"));
        assertEquals("a=b -c @d", TaskCsv.cell("a=b -c @d"));
        assertEquals("", TaskCsv.cell(null));
        assertEquals("", TaskCsv.cell(""));
    }

    @Test
    void aTaskIsOneLine() {
        TaskRow row = new TaskRow(
                7, "=x", "a,b", "FAILED", 2, 30, 0, 1_700_000_000_123L, null, 0.125, "Oops: \"no\"");

        assertEquals(
                "7,'=x,\"a,b\",FAILED,2,30,1970-01-01T00:00:00Z,2023-11-14T22:13:20.123Z,,0.125,\"Oops: \"\"no\"\"\"\r\n",
                TaskCsv.line(row));
    }
}
