package dev.fuota.fleet.result;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;

/** Writes a result, line by line. */
final class ResultWriter {
  static final String FORMAT = "fuota/fleet-result/v1";

  private final FleetResult result;
  private final List<Check> checks;
  private final boolean all;

  /**
   * A writer.
   *
   * @param all whether each device has a line; else only the first failures
   */
  ResultWriter(FleetResult result, List<Check> checks, boolean all) {
    this.result = result;
    this.checks = checks;
    this.all = all;
  }

  void write(Writer out) throws IOException {
    out.write("{\"format\":\"" + FORMAT + "\",\n");
    out.write(ok() + ",\n");
    out.write("\"head\":" + Nodes.text(HeadNode.of(result.head())) + ",\n");
    out.write("\"figures\":" + Nodes.text(FiguresNode.of(result.figures())) + ",\n");
    out.write("\"percentiles\":" + Nodes.text(OutlineNode.percentiles(Outline.of(result))) + ",\n");
    ArrayNode list = Nodes.MAPPER.createArrayNode();
    checks.forEach(check -> list.add(FiguresNode.of(check)));
    out.write("\"checks\":" + Nodes.text(list) + ",\n");
    out.write("\"linesSha256\":\"" + sha256() + "\",\n");
    out.write("\"cells\":[");
    list(out, result.cells().stream().map(cell -> Nodes.text(CellNode.of(cell))));
    out.write("],\n\"devices\":[");
    list(out, all ? lines(any -> true) : lines(DeviceLine::failed).limit(FleetJson.LINES_MAX));
    out.write("]}\n");
  }

  /** As in all documents of the command line. */
  private String ok() {
    if (!result.head().complete()) {
      return "\"ok\":false,\"error\":" + error("NOT_COMPLETE", "not every cell was run to its end");
    }
    return checks.stream().allMatch(Check::ok)
        ? "\"ok\":true"
        : "\"ok\":false,\"error\":" + error("NOT_AS_EXPECTED", "see checks");
  }

  private static String error(String code, String message) {
    return Nodes.text(Nodes.object().put("code", code).put("message", message));
  }

  private Stream<String> lines(Predicate<DeviceLine> which) {
    return result.cells().stream()
        .flatMap(
            cell ->
                cell.devices().stream()
                    .filter(which)
                    .map(device -> Nodes.text(DeviceNode.of(cell.cell(), device))));
  }

  private static void list(Writer out, Stream<String> lines) throws IOException {
    String before = "\n";
    for (Iterator<String> each = lines.iterator(); each.hasNext(); before = ",\n") {
      out.write(before);
      out.write(each.next());
    }
    out.write("\n");
  }

  private String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      lines(any -> true)
          .forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
