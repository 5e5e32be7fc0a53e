package dev.fuota.fleet.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.fleet.result.Check;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.FleetResult;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class RunXmlTest {
  private static final Check MET = new Check("bricked <= 0", "0", true);
  private static final Check MISSED = new Check("updated >= 99 %", "97 % & less", false);

  private static Document xml(FleetResult result, Check... checks) throws Exception {
    String xml = RunXml.of(result, RunPageTest.background(result, checks));
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
  }

  private static Element suite(Document document) {
    return (Element) document.getElementsByTagName("testsuite").item(0);
  }

  private static List<String> cases(Document document) {
    List<String> names = new ArrayList<>();
    var cases = document.getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element test = (Element) cases.item(i);
      names.add(test.getAttribute("classname") + " " + test.getAttribute("name"));
    }
    return names;
  }

  /** The schema is that of the Surefire project, unchanged. */
  private static Schema schema() throws SAXException {
    return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(
            Objects.requireNonNull(RunXmlTest.class.getResource("surefire-test-report.xsd")));
  }

  @Test
  void keepsToSurefiresSchema() throws Exception {
    Document good = xml(MadeUpFleet.of(300, 1, 0.2), MET, MISSED);
    schema().newValidator().validate(new DOMSource(suite(good)));
    suite(good).removeAttribute("errors");
    assertThatThrownBy(() -> schema().newValidator().validate(new DOMSource(suite(good))))
        .isInstanceOf(SAXException.class);
  }

  @Test
  void hasACaseForEachExpectationAndTheRunsIdentity() throws Exception {
    FleetResult result = MadeUpFleet.of(300, 1, 0.2);
    Document document = xml(result, MET);
    assertThat(cases(document))
        .containsExactly("fleet." + MadeUpFleet.NAME + ".expectation bricked <= 0");
    assertThat(suite(document).getAttribute("failures")).isEqualTo("0");
    var properties = document.getElementsByTagName("property");
    List<String> values = new ArrayList<>();
    for (int i = 0; i < properties.getLength(); i++) {
      Element property = (Element) properties.item(i);
      values.add(property.getAttribute("name") + "=" + property.getAttribute("value"));
    }
    assertThat(values)
        .contains(
            "seed=1",
            "scenarioSha256=" + result.head().scenarioSha256(),
            "version=0.1.0",
            "command=fuota fleet run 'a b.yaml' --seed 1");
  }

  @Test
  void namesTheFailedDevicesOnlyIfSomethingIsNotMet() throws Exception {
    FleetResult result = MadeUpFleet.of(400, 4, 0.2);
    long failed = result.devices().filter(device -> device.fate() != Fate.UPDATED).count();
    List<String> cases = cases(xml(result, MET, MISSED));
    assertThat(cases.subList(0, 2)).allMatch(name -> name.contains(".expectation "));
    long named = cases.stream().filter(name -> name.contains(".device device ")).count();
    boolean more = cases.get(cases.size() - 1).endsWith(".device all others");
    assertThat(named).isPositive();
    assertThat(more).isEqualTo(named < failed);
    assertThat(cases).doesNotHaveDuplicates();
  }

  @Test
  void countsWhatItDoesNotName() throws Exception {
    FleetResult result = MadeUpFleet.of(1_000, 4, 0.24);
    long failed = result.devices().filter(device -> device.fate() != Fate.UPDATED).count();
    Document document = xml(result, MISSED);
    var failures = document.getElementsByTagName("failure");
    Element last = (Element) failures.item(failures.getLength() - 1);
    long named = failures.getLength() - 2L;
    assertThat(last.getAttribute("message"))
        .isEqualTo(failed - named + " more devices failed, see the report");
    assertThat(failures.getLength()).isLessThan(160);
  }

  @Test
  void aRunThatWasStoppedFails() throws Exception {
    Document document = xml(MadeUpFleet.stopped(20, 1_000), MET);
    assertThat(cases(document)).contains("fleet." + MadeUpFleet.NAME + ".run complete");
    assertThat(suite(document).getAttribute("failures")).isNotEqualTo("0");
  }
}
