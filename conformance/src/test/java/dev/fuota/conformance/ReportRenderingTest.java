package dev.fuota.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.conformance.FileReport.Ran;
import dev.fuota.conformance.FileReport.Unusable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportRenderingTest {
  private static final ConformanceReport REPORT =
      new ConformanceReport(
          List.of(
              new Ran(
                  Path.of("a.json"),
                  "some-schema",
                  List.of(
                      new GroupReport(
                          "frames",
                          5,
                          1,
                          List.of(new Failure("f-1", "mic", "0011", "0012")),
                          Map.of("LoRaWAN 1.1 is not implemented yet", 2)))),
              new Unusable(Path.of("b.json"), "/x/0", "there is no \"y\"")));

  @Test
  void linesNameFailuresReasonsAndPlaces() {
    assertThat(TextReport.lines(REPORT))
        .containsExactly(
            "a.json (some-schema)",
            "  frames                                 5 passed     1 failed     2 not applicable",
            "    FAILED f-1, mic: expected 0011, got 0012",
            "    not applicable, 2: LoRaWAN 1.1 is not implemented yet",
            "b.json, /x/0: there is no \"y\"",
            "total                                  5 passed     1 failed     2 not applicable");
  }

  @Test
  void theJsonDocumentSaysTheSame() {
    assertThat(JsonReport.tree(REPORT))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"passed":5,"failed":1,"notApplicable":2,"files":[
                      {"file":"a.json","schema":"some-schema","groups":[
                        {"name":"frames","passed":5,"failed":1,"notApplicable":2,
                         "reasons":[{"reason":"LoRaWAN 1.1 is not implemented yet","count":2}],
                         "failures":[{"id":"f-1","field":"mic","expected":"0011","got":"0012"}]}]},
                      {"file":"b.json","error":{"place":"/x/0","message":"there is no \\"y\\""}}]}
                    """));
  }
}
