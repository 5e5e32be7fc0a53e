package dev.fuota.fleet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.demo.DemoResult;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
  private static final Pattern SVG = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);

  @Test
  void writesOneDocumentForMachinesAndOnePageForPeople(@TempDir Path folder) throws IOException {
    DemoResult result = MadeUp.result(100, 1);
    Path page = ReportFiles.write(folder.resolve("new/folder"), result);
    assertThat(page).isRegularFile().hasFileName("index.html");
    JsonNode json =
        JsonMapper.shared().readTree(Files.readString(page.resolveSibling("result.json")));
    assertThat(json.get("ok").booleanValue()).isTrue();
    assertThat(json.get("options").get("seed").longValue()).isEqualTo(1);
    assertThat(json.get("devices").size()).isEqualTo(100);
    assertThat(json.get("campaigns").get(1).get("fragments").get("sent").intValue())
        .isEqualTo(1850);
  }

  @Test
  void thePageNeedsNothingFromOutside() {
    String page = HtmlReport.of(MadeUp.result(20, 1));
    assertThat(page).doesNotContain("http:", "https:", "src=", "@import", "url(", "<script");
  }

  @ParameterizedTest(name = "{0} devices")
  @ValueSource(ints = {1, 7, 100, 1000})
  void everyPlotIsWellFormedAndHasATitle(int devices) throws Exception {
    String page = HtmlReport.of(MadeUp.result(devices, 2));
    var plots = SVG.matcher(page).results().map(m -> m.group()).toList();
    assertThat(plots).hasSize(6);
    for (String plot : plots) {
      var document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(plot)));
      assertThat(document.getDocumentElement().getFirstChild().getNodeName()).isEqualTo("title");
      assertThat(plot).doesNotContain("NaN", "Infinity");
    }
  }

  @Test
  void aThousandDevicesStayAPageThatABrowserLikes() {
    assertThat(HtmlReport.of(MadeUp.result(1000, 3)).length()).isLessThan(3_000_000);
  }

  @Test
  void theSameResultGivesTheSameOctets() {
    assertThat(HtmlReport.of(MadeUp.result(50, 4))).isEqualTo(HtmlReport.of(MadeUp.result(50, 4)));
    assertThat(JsonReport.of(MadeUp.result(50, 4))).isEqualTo(JsonReport.of(MadeUp.result(50, 4)));
  }

  @Test
  void textFromOutsideIsEscaped() {
    assertThat(new dev.fuota.report.Markup().add("<b>%s</b>", "<i>\"&").toString())
        .isEqualTo("<b>&lt;i&gt;&quot;&amp;</b>");
  }
}
