package dev.fuota.fleet.msu.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.msu.MsuFleet;
import dev.fuota.fleet.msu.MsuFleetResult;
import dev.fuota.fleet.msu.MsuScenario;
import dev.fuota.fleet.msu.MsuScenarioFile;
import dev.fuota.fleet.msu.VirtualGround;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class FleetSummaryTest {
  private static FleetSummary run(String clients, String expect) {
    String text =
        """
        apiVersion: fuota/v1
        name: a <small> hall
        msu:
          clients: %s
          files: [{name: app.bin, size: 200KiB}, {name: conf.txt, size: 300}]
        expect: %s
        """
            .formatted(clients, expect);
    MsuScenario scenario = MsuScenarioFile.read("test.yaml", text);
    ComplaintLog log = new ComplaintLog();
    MsuFleetResult result = new MsuFleet(scenario, new VirtualGround(scenario.seed()), log).run();
    return FleetSummary.of(result, log);
  }

  @Test
  void figuresOfASeriesAreThoseOfItsClients() {
    FleetSummary summary =
        run("[{count: 6, loss: 20%}, {count: 2, hardware: pump}, {count: 4}]", "{updated: 1%}");

    assertThat(summary.ok()).isTrue();
    assertThat(summary.series()).extracting(FleetSummary.Series::clients).containsExactly(6, 2, 4);
    FleetSummary.Series lossy = summary.series().get(0);
    FleetSummary.Series perfect = summary.series().get(2);
    assertThat(lossy.complaints()).isPositive();
    assertThat(lossy.earliest()).isLessThanOrEqualTo(lossy.median());
    assertThat(lossy.median()).isLessThanOrEqualTo(lossy.latest());
    assertThat(perfect.complaints()).isZero();
    assertThat(perfect.updated()).isEqualTo(4);
    assertThat(summary.series().get(1).updated()).isZero();
    assertThat(summary.outcomes()).containsEntry("refused: hardware id", 2L);
    assertThat(summary.outcomes().values().stream().mapToLong(n -> n).sum()).isEqualTo(12);
  }

  @Test
  void complaintsAreCountedAtTheirChunk() {
    FleetSummary summary = run("[{count: 6, loss: 20%}]", "{updated: 0%}");

    FleetSummary.FileLine file = summary.files().get(0);
    assertThat(file.complaints()).hasSize(5); // 200 KiB in chunks of 32 frames of 1366 octets
    long told = file.complaints().stream().mapToLong(n -> n).sum();
    assertThat(told).isPositive();
    assertThat(told + summary.files().get(1).complaints().stream().mapToLong(n -> n).sum())
        .isEqualTo(summary.wire().complaints() - summary.wire().complaintsInRepairs());
  }

  @Test
  void theSameSeedGivesTheSameOctets() {
    String clients = "[{count: 5, loss: 10%}]";
    FleetSummary one = run(clients, "{updated: 100%}");
    FleetSummary other = run(clients, "{updated: 100%}");

    assertThat(FleetFiles.json(one)).isEqualTo(FleetFiles.json(other));
    assertThat(FleetPage.of(one)).isEqualTo(FleetPage.of(other));
  }

  @Test
  void whatWasNotMetFailsInJunitsXmlToo() throws Exception {
    FleetSummary summary = run("[{count: 2}]", "{updated: 100%, within: 1s}");

    assertThat(summary.ok()).isFalse();
    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(FleetFiles.junit(summary))));
    assertThat(xml.getDocumentElement().getAttribute("name")).isEqualTo("a <small> hall");
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(2);
    assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
    assertThat(FleetPage.of(summary)).contains("a &lt;small&gt; hall", "not met", "failed");
  }

  @Test
  void clientsThatAreNotFoundAreNamed() {
    FleetSummary summary = run("[{count: 3}, {count: 1, loss: 100%}]", "{updated: 100%}");

    assertThat(summary.ok()).isFalse();
    assertThat(summary.clients().get(3).outcome()).isEqualTo("not found");
    assertThat(FleetFiles.junit(summary)).contains("name=\"" + summary.clients().get(3).address());
    assertThat(FleetFiles.junit(summary))
        .doesNotContain("name=\"" + summary.clients().get(0).address());
  }
}
