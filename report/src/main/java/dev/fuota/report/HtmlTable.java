package dev.fuota.report;

/** A table of a page, row by row. */
public final class HtmlTable {
  private final Markup out = new Markup();

  /**
   * A table without rows.
   *
   * @param columns their names, apart by bars; {@code r:} stands before those of numbers
   */
  public HtmlTable(String columns) {
    out.raw("<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
    for (String column : columns.split("\\|", -1)) {
      boolean right = column.startsWith("r:");
      out.raw(right ? "<th class=\"r\" scope=\"col\">" : "<th scope=\"col\">");
      out.add("%s</th>", right ? column.substring(2) : column);
    }
    out.raw("</tr></thead><tbody>\n");
  }

  /** Begins the next row. */
  public HtmlTable row() {
    out.raw("<tr>");
    return this;
  }

  /** A cell of text. */
  public HtmlTable cell(Object value) {
    out.add("<td>%s</td>", value);
    return this;
  }

  /** A cell of what is markup already. */
  public HtmlTable markup(CharSequence markup) {
    out.raw("<td>").raw(markup).raw("</td>");
    return this;
  }

  /** A cell with what is typed or copied. */
  public HtmlTable code(Object value) {
    out.add("<td><code>%s</code></td>", value);
    return this;
  }

  /** A cell with a figure. */
  public HtmlTable number(Object value) {
    out.add("<td class=\"r\">%s</td>", value);
    return this;
  }

  /** The table with its end. */
  @Override
  public String toString() {
    return out + "</tbody></table></div>\n";
  }
}
