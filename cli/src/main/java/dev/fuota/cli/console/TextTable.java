package dev.fuota.cli.console;

import java.util.ArrayList;
import java.util.List;

/** A table of plain text; columns as wide as their widest cell. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final String alignment;

  /**
   * An empty table.
   *
   * @param alignment one character a column: {@code l} or {@code r}
   */
  public TextTable(String alignment) {
    this.alignment = alignment;
  }

  public TextTable row(String... cells) {
    if (cells.length != alignment.length()) {
      throw new IllegalArgumentException(cells.length + " cells for " + alignment);
    }
    rows.add(List.of(cells));
    return this;
  }

  /** One line a row, without blanks at the end. */
  public List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(width(column) - cell.length());
      boolean right = alignment.charAt(column) == 'r';
      line.append(right ? padding + cell : cell + padding).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
