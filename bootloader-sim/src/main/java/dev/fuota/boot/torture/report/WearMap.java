package dev.fuota.boot.torture.report;

import dev.fuota.boot.torture.Layout;
import dev.fuota.boot.torture.Layout.Range;
import dev.fuota.boot.torture.ScenarioResult;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.report.Markup;
import dev.fuota.report.Say;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The flash from its first sector to its last: partitions, and how often each sector is erased. */
final class WearMap {
  private static final double LEFT = 118;
  private static final double RIGHT = 990;
  private static final double TALL = 64;
  private static final double WIDE = 60;

  private final Layout layout;
  private final List<Integer> clean;
  private final List<Integer> worst;
  private final Markup out = new Markup();

  private WearMap(Layout layout, ScenarioResult result) {
    this.layout = layout;
    this.clean = result.wear();
    this.worst = result.worstWear();
  }

  static String draw(Layout layout, ScenarioResult result) {
    return new WearMap(layout, result).draw();
  }

  private String draw() {
    int most = worst.stream().mapToInt(erases -> erases).max().orElse(0);
    out.add("<svg class=\"dense\" viewBox=\"0 0 1000 %s\" role=\"img\">", TALL + 58);
    out.raw("<title>Erases of each sector.</title>");
    out.add("<text class=\"num end\" x=\"%s\" y=\"16\">%s</text>", LEFT - 8, most);
    out.add("<text class=\"num end\" x=\"%s\" y=\"%s\">0</text>", LEFT - 8, TALL + 8);
    out.add("<text class=\"row end\" x=\"%s\" y=\"%s\">erases</text>", LEFT - 8, TALL / 2 + 12);
    Strip strip = new Strip(LEFT, RIGHT, worst.size());
    for (int sector = 0; sector < worst.size(); sector++) {
      bar(strip, sector, "b2", worst.get(sector), most);
      bar(strip, sector, "b1", clean.get(sector), most);
    }
    layout.ranges().forEach((name, range) -> partition(strip, name, range));
    narrow(strip);
    return out.raw("</svg>").toString();
  }

  private void bar(Strip strip, int sector, String style, int erases, int most) {
    if (erases > 0) {
      double height = TALL * erases / Math.max(1, most);
      double width = Math.max(0.6, strip.x(sector + 1) - strip.x(sector) - 0.6);
      out.add("<path class=\"%s\" d=\"M%s %s", style, strip.x(sector), TALL + 8 - height);
      out.add("h%sv%sh-%sz\"/>", width, height, width);
    }
  }

  private void partition(Strip strip, String name, Range range) {
    double from = strip.x(range.first());
    double to = strip.x(range.end());
    double y = TALL + 12;
    out.add("<path class=\"stage\" d=\"M%s %sh%s", from + 0.5, y, to - from - 1);
    out.add("v20h-%sz\"><title>%s, ", to - from - 1, name);
    out.add("%s</title></path>", size(range));
    if (to - from > WIDE) {
      label("mid", (from + to) / 2, y + 14, name);
    }
  }

  private void label(String anchor, double x, double y, String text) {
    out.add("<text class=\"stagename %s\" x=\"%s\" y=\"%s\">%s</text>", anchor, x, y, text);
  }

  /** Names that do not fit stand below, in one line. */
  private void narrow(Strip strip) {
    String names =
        layout.ranges().entrySet().stream()
            .filter(e -> strip.x(e.getValue().end()) - strip.x(e.getValue().first()) <= WIDE)
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    if (!names.isEmpty()) {
      label("end", RIGHT, TALL + 46, names + " \u2191");
    }
  }

  private String size(Range range) {
    Geometry geometry = layout.part().geometry();
    long octets = 0;
    for (int sector = range.first(); sector < range.end(); sector++) {
      octets += geometry.sectorSize(sector);
    }
    return Say.octets(octets);
  }

  static String legend() {
    return "<p class=\"legend\"><span><i class=\"box b1\"></i>undisturbed</span>"
        + "<span><i class=\"box b2\"></i>in the worst run</span></p>";
  }
}
