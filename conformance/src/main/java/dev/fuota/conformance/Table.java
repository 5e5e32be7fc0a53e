package dev.fuota.conformance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Known answers in a table of comma-separated values (RFC 4180, without quotes), the first line of
 * which names the columns. Read as a document with one array, {@value #ROWS}, of objects with a
 * text for each column.
 */
final class Table {
  static final String ROWS = "table";

  /** No JSON text begins like this. */
  private static final Pattern NAMES = Pattern.compile("[a-z]\\w*(,[a-z]\\w*)+");

  private Table() {}

  /** The table in {@code octets}; empty if they do not begin with names of columns. */
  static Optional<Entry> read(byte[] octets) {
    List<String> lines = new String(octets, StandardCharsets.UTF_8).lines().toList();
    if (lines.isEmpty() || !NAMES.matcher(lines.get(0)).matches()) {
      return Optional.empty();
    }
    String[] names = lines.get(0).split(",", -1);
    ObjectNode document = JsonMapper.shared().createObjectNode();
    ArrayNode rows = document.putArray(ROWS);
    for (int line = 1; line < lines.size(); line++) {
      String[] cells = lines.get(line).split(",", -1);
      if (cells.length != names.length) {
        throw new MalformedInput(
            "line " + (line + 1), cells.length + " cells below " + names.length + " names");
      }
      ObjectNode row = rows.addObject();
      for (int column = 0; column < names.length; column++) {
        row.put(names[column], cells[column]);
      }
    }
    return Optional.of(new Entry("", document));
  }
}
