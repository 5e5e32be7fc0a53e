package dev.fuota.fleet.page;

import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.result.Stage;
import dev.fuota.report.Axis;
import dev.fuota.report.Body;
import dev.fuota.report.HtmlTable;
import dev.fuota.report.Markup;
import dev.fuota.report.Plot;
import dev.fuota.report.Say;
import dev.fuota.report.Shades;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Devices from left to right, stages from top to bottom. A cell is the darker the later its devices
 * came to the stage, compared with the whole fleet; the share of them that never came is cut off
 * below, in another colour. Large fleets have many devices in a column.
 */
final class StageMap {
  private static final double LEFT = 150;
  private static final double TOP = 6;
  private static final double ROW = 22;
  private static final double LEAST = 2.5;
  private static final int COLUMNS = 160;
  private static final int COLUMNS_NARROW = 56;
  private static final int SLICES = 10;

  private final List<DeviceLine> devices;
  private final Census census;

  StageMap(Census census) {
    this.census = census;
    this.devices = census.result().devices().toList();
  }

  String draw(Plot.Size size) {
    if (devices.isEmpty()) {
      return Histograms.nothing("No device was run.");
    }
    boolean wide = size.width() > Plot.Size.NARROW.width();
    int columns = Math.min(devices.size(), wide ? COLUMNS : COLUMNS_NARROW);
    double right = size.width() - (wide ? 140 : 8);
    Axis across = new Axis(devices.size(), LEFT, right);
    double bottom = TOP + ROW * Stage.ALL.size();
    Markup out = new Markup();
    out.add("<svg viewBox=\"0 0 %s %s\" role=\"img\">", size.width(), bottom + 40);
    out.add("<title>%s</title>", words(columns));
    Stage.ALL.forEach(stage -> label(out, stage, wide, right));
    cells(out, across, columns);
    for (int row = 1; row < Stage.ALL.size(); row++) {
      out.add("<path class=\"gap\" d=\"M%s %sH%s\"/>", LEFT, TOP + row * ROW, right);
    }
    for (int column = 0; column < columns; column++) {
      hover(out, across, slice(column, columns), bottom);
    }
    for (double tick : across.ticks(size.ticks())) {
      out.add("<text class=\"num mid\" x=\"%s\" y=\"%s\">", across.at(tick), bottom + 16);
      out.add("%s</text>", Say.number((long) tick));
    }
    out.add("<text class=\"axis end\" x=\"%s\" y=\"%s\">", right, bottom + 34);
    return out.raw("devices, cell by cell</text></svg>").toString();
  }

  private String words(int columns) {
    return "When devices came to each stage, and which never did: "
        + Say.count(devices.size(), "device")
        + " in "
        + Say.count(columns, "column")
        + ".";
  }

  private void label(Markup out, Stage stage, boolean wide, double right) {
    double y = TOP + Stage.ALL.indexOf(stage) * ROW + ROW - 7;
    out.add("<text class=\"row end\" x=\"%s\" y=\"%s\">%s</text>", LEFT - 8, y, stage.label());
    Spread times = census.come(stage);
    if (wide) {
      String range =
          times.isEmpty() ? "–" : Say.clock(times.least()) + " – " + Say.clock(times.most());
      out.add("<text class=\"num\" x=\"%s\" y=\"%s\">%s</text>", right + 8, y, range);
    }
  }

  /** Devices of a column, and where it stands. */
  private record Slice(int from, int to) {
    int count() {
      return to - from;
    }
  }

  private Slice slice(int column, int columns) {
    return new Slice(
        (int) ((long) column * devices.size() / columns),
        (int) ((long) (column + 1) * devices.size() / columns));
  }

  /** One path for each colour keeps the page small. */
  private void cells(Markup out, Axis across, int columns) {
    Map<String, StringBuilder> paths = new LinkedHashMap<>();
    for (Stage stage : Stage.ALL) {
      double top = TOP + Stage.ALL.indexOf(stage) * ROW;
      for (int column = 0; column < columns; column++) {
        Slice slice = slice(column, columns);
        Spread times = census.come(stage, slice.from(), slice.to());
        double missing = missing(times.count(), slice.count());
        String shade =
            times.isEmpty() ? "" : Shades.style(census.come(stage).sorted(), times.at(0.5));
        box(paths, shade, across, slice, top, top + ROW - missing);
        box(paths, "no", across, slice, top + ROW - missing, top + ROW);
      }
    }
    paths.forEach((style, path) -> out.add("<path class=\"%s\" d=\"%s\"/>", style, path));
  }

  /** How much of a cell says that devices did not come: a single one of thousands is seen, too. */
  private static double missing(int came, int of) {
    if (came == of) {
      return 0;
    }
    double height = ROW * (of - came) / of;
    return came == 0 ? height : Math.min(ROW - LEAST, Math.max(LEAST, height));
  }

  private static void box(
      Map<String, StringBuilder> paths,
      String style,
      Axis across,
      Slice slice,
      double top,
      double bottom) {
    if (bottom - top > 0.01) {
      StringBuilder path = paths.computeIfAbsent(style, it -> new StringBuilder());
      path.append('M').append(Markup.coordinate(across.at(slice.from())));
      path.append(' ').append(Markup.coordinate(top));
      path.append('H').append(Markup.coordinate(across.at(slice.to())));
      path.append('V').append(Markup.coordinate(bottom));
      path.append('H').append(Markup.coordinate(across.at(slice.from()))).append('z');
    }
  }

  private void hover(Markup out, Axis across, Slice slice, double bottom) {
    List<DeviceLine> here = devices.subList(slice.from(), slice.to());
    out.add("<path class=\"hover\" d=\"M%s %s", across.at(slice.from()), TOP);
    out.add("H%sV%s", across.at(slice.to()), bottom);
    out.add("H%sz\"><title>%s</title></path>", across.at(slice.from()), title(here));
  }

  private static String title(List<DeviceLine> here) {
    if (here.size() == 1) {
      DeviceLine device = here.get(0);
      String reason = device.reason().isEmpty() ? "" : ", " + device.reason();
      return "device " + device.number() + ": " + device.fate().label() + reason;
    }
    long updated = here.stream().filter(device -> device.reached().has(Stage.UPDATED)).count();
    return Say.count(here.size(), "device")
        + " from number "
        + here.get(0).number()
        + " on: "
        + updated
        + " updated";
  }

  String below() {
    return new Markup()
        .raw("<p class=\"legend\"><span>first to come")
        .raw(Shades.legend())
        .raw("last to come</span><span><i class=\"box no\"></i>never came</span></p>")
        .raw(devices.isEmpty() ? "" : Body.asTable(table()))
        .toString();
  }

  private HtmlTable table() {
    StringBuilder head = new StringBuilder("devices, cell by cell");
    Stage.ALL.forEach(stage -> head.append("|r:").append(stage.label()));
    HtmlTable table = new HtmlTable(head.toString());
    int rows = Math.min(SLICES, devices.size());
    for (int row = 0; row < rows; row++) {
      Slice slice = slice(row, rows);
      table.row().cell((slice.from() + 1) + " to " + slice.to());
      Stage.ALL.forEach(
          stage -> table.number(Say.number(census.come(stage, slice.from(), slice.to()).count())));
    }
    return table;
  }
}
