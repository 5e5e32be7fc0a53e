package dev.fuota.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.monitor.support.Client;
import dev.fuota.monitor.support.Served;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What docs/api.md says is what the server does. */
class ApiDocumentTest {
  private static final String PROMPT = "$ ";

  private static List<String> document() throws IOException {
    return Files.readAllLines(Path.of("..", "docs", "api.md"));
  }

  @Test
  void namesEveryRoute() throws Exception {
    try (Served served = Served.open()) {
      Client client = served.client();
      List<String> rows = new ArrayList<>();
      JsonNode paths = client.schema().document().get("paths");
      for (String route : client.schema().routes()) {
        int space = route.indexOf(' ');
        String verb = route.substring(0, space).toLowerCase(Locale.ROOT);
        JsonNode operation = paths.get(route.substring(space + 1)).get(verb);
        String role =
            operation.has("security")
                ? operation.get("description").asString().replaceAll(".*role (\\w+)\\.", "$1")
                : "";
        String name = operation.get("operationId").asString();
        rows.add("| `" + route + "` | " + name + " | " + role + " |");
      }
      List<String> written =
          document().stream()
              .filter(line -> line.matches("\\| `(GET|POST|PUT|DELETE) .*"))
              .toList();
      assertThat(written).containsExactlyElementsOf(rows);
    }
  }

  @Test
  void everyCommandWorks() throws Exception {
    List<String> commands =
        document().stream()
            .filter(line -> line.startsWith(PROMPT))
            .map(line -> line.substring(PROMPT.length()))
            .toList();
    assertThat(commands).hasSizeGreaterThan(5);
    try (Served served = Served.open()) {
      for (String command : commands) {
        String answer = run(command, "http://127.0.0.1:" + served.port());
        assertThat(answer).as(command).startsWith("{").doesNotContain("\"error\"");
      }
    }
  }

  /** The shell of the reader, but for lists, which begin otherwise than objects. */
  private static String run(String command, String server) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
    builder.environment().put("FUOTA", server);
    Process process = builder.start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(answer).isZero();
    return answer.replaceFirst("^\\[(.*)]$", "{$1}");
  }
}
