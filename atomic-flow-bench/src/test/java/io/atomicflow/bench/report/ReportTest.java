package io.atomicflow.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ReportTest {

    private final Environment environment = new Environment("CPU <x> & \"y\"", 2, 2048, "Linux", "25",
            List.of("-Xmx1g"), "abc",
            true, "today", "1.37", "3 forks");
    private final Report report = Report.of(environment, Sample.rows());

    @Test
    void thePageIsWellFormedAndNoIdIsThereTwice() throws Exception {
        Document page = parse(new HtmlReport(report).text());
        Set<String> ids = new HashSet<>();

        var elements = page.getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            String id = ((Element) elements.item(i)).getAttribute("id");
            assertTrue(id.isEmpty() || ids.add(id), id);
        }
        assertTrue(ids.contains("DispatchThroughput"));
    }

    @Test
    void thePageNeedsNothingElse() {
        String page = new HtmlReport(report).text();

        assertFalse(page.contains("<script"));
        assertFalse(page.contains("src="));
        assertFalse(page.contains("url("));
    }

    @Test
    void everyPlotIsAWellFormedPictureWithTitleAndDescription() throws Exception {
        for (Section section : report.sections()) {
            assertFalse(section.pictures().isEmpty(), section.question().name());
            for (Picture picture : section.pictures()) {
                Document svg = parse(Report.alone(picture));
                assertEquals("svg", svg.getDocumentElement().getTagName());
                assertFalse(svg.getElementsByTagName("title").item(0).getTextContent().isBlank());
                assertFalse(svg.getElementsByTagName("desc").item(0).getTextContent().isBlank());
            }
        }
    }

    @Test
    void whatIsNotMetIsSaidInBothForms() {
        assertTrue(new HtmlReport(report).text().contains(">not measured<"));
        assertTrue(new MarkdownReport(report).text().contains("**met**"));
        assertTrue(new MarkdownReport(report).text().contains("**not measured**"));
    }

    @Test
    void namesCannotBreakOutOfTheirCells() {
        assertFalse(new HtmlReport(report).text().contains("<b>"));
        assertTrue(new MarkdownReport(report).text().contains("&lt;b>&\"\\|"));
    }

    @Test
    void theMachineIsReadAsItWasWritten(@TempDir Path directory) throws IOException {
        environment.write(directory.resolve(Report.ENVIRONMENT));

        assertEquals(environment, Environment.read(directory.resolve(Report.ENVIRONMENT)));
    }

    @Test
    void whatCannotBeWrittenInXmlIsLeftOut() {
        assertEquals("<p>a&lt;b&amp;&quot;c</p>", Markup.of("p", "a<b&\"\u0000c").toString());
    }

    private static Document parse(String text) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }
}
