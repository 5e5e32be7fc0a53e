package dev.fuota.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JunitXmlTest {
  private static final JunitXml.Case GOOD =
      new JunitXml.Case("a.B", "passes", 1.25, Map.of("runs", "12"), Optional.empty());
  private static final JunitXml.Case BAD =
      new JunitXml.Case(
          "a.B",
          "fails <\"&'>\u0001",
          0.5,
          Map.of(),
          Optional.of(new JunitXml.Failure("why <not>", "DEAD", "first line\nsecond & line")));

  @Test
  void whatIsWrittenComesBackFromAnXmlParser() throws Exception {
    Document document =
        parse(JunitXml.of("all", List.of(new JunitXml.Suite("s", List.of(GOOD, BAD)))));
    Element root = document.getDocumentElement();
    assertThat(root.getAttribute("tests")).isEqualTo("2");
    assertThat(root.getAttribute("failures")).isEqualTo("1");
    Element suite = (Element) root.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("time")).isEqualTo("1.750");
    Element bad = (Element) root.getElementsByTagName("testcase").item(1);
    assertThat(bad.getAttribute("name")).isEqualTo("fails <\"&'>?");
    Element failure = (Element) bad.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("why <not>");
    assertThat(failure.getTextContent()).isEqualTo("first line\nsecond & line");
    Element property = (Element) root.getElementsByTagName("property").item(0);
    assertThat(property.getAttribute("value")).isEqualTo("12");
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
