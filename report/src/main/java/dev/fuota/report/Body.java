package dev.fuota.report;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The body of a page: its head with the verdict, tiles, sections and figures, in their order. */
public final class Body {
  private final Markup out = new Markup();

  /**
   * A figure of the head.
   *
   * @param value short
   * @param label what it is
   */
  public record Tile(String value, String label) {}

  /**
   * Says first how it ended.
   *
   * @param verdict passed or failed, or what else there is to say before all
   * @param good whether it is shown as success
   */
  public Body head(String verdict, boolean good, String title, String lead) {
    out.add("<header><p class=\"verdict %s\">", good ? "passed" : "failed");
    out.add("%s</p><h1>%s</h1>", verdict, title);
    out.add("<p class=\"lead\">%s</p></header>\n", lead);
    return this;
  }

  /** The few figures that matter most. */
  public Body tiles(List<Tile> tiles) {
    out.raw("<ul class=\"tiles\">");
    tiles.forEach(tile -> out.add("<li><b>%s</b>%s</li>", tile.value(), tile.label()));
    out.raw("</ul>\n");
    return this;
  }

  /** Begins a section, which a link finds by its words: {@code #run-it-again}. */
  public Body section(String title, String note) {
    String id = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    out.add("\n<h2 id=\"%s\">%s</h2><p class=\"note\">%s</p>\n", id, title, note);
    return this;
  }

  /** A drawing under its name. */
  public Body figure(String caption, CharSequence drawing) {
    out.add("<figure><figcaption>%s</figcaption>", caption);
    return plot(drawing);
  }

  /** A drawing under what is markup already. */
  public Body figureUnder(CharSequence caption, CharSequence drawing) {
    out.raw("<figure><figcaption>").raw(caption).raw("</figcaption>");
    return plot(drawing);
  }

  private Body plot(CharSequence drawing) {
    out.raw("<div class=\"plot\" tabindex=\"0\">").raw(drawing).raw("</div></figure>\n");
    return this;
  }

  /**
   * A drawing in two sizes, of which a reader sees the one that fits.
   *
   * @param draws a drawing of a size
   */
  public Body figure(String caption, Function<Plot.Size, String> draws, CharSequence below) {
    out.add("<figure><figcaption>%s</figcaption>", caption);
    out.raw("<div class=\"at-wide\">").raw(draws.apply(Plot.Size.WIDE)).raw("</div>");
    out.raw("<div class=\"at-narrow\">").raw(draws.apply(Plot.Size.NARROW)).raw("</div>");
    out.raw(below).raw("</figure>\n");
    return this;
  }

  /** A drawing of half a page's width; such stand between {@link #cards} and {@link #endCards}. */
  public Body card(String caption, CharSequence drawing, CharSequence below) {
    out.add("<figure><figcaption>%s</figcaption>", caption);
    out.raw(drawing).raw(below).raw("</figure>\n");
    return this;
  }

  /** Begins figures side by side, where there is room. */
  public Body cards() {
    out.raw("<div class=\"cards\">");
    return this;
  }

  /** Ends them. */
  public Body endCards() {
    out.raw("</div>\n");
    return this;
  }

  /** What a drawing says, for those who want to read it. */
  public static String asTable(HtmlTable table) {
    return "<details class=\"table\"><summary>As a table</summary>" + table + "</details>";
  }

  /** A line below a drawing. */
  public Body note(String text) {
    out.add("<p class=\"note\">%s</p>\n", text);
    return this;
  }

  /** Takes what is markup already. */
  public Body raw(CharSequence markup) {
    out.raw(markup);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
