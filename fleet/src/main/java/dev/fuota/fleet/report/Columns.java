package dev.fuota.fleet.report;

import dev.fuota.fleet.demo.DeviceResult;
import dev.fuota.fleet.demo.Role;
import dev.fuota.report.Axis;
import dev.fuota.report.Markup;
import java.util.List;

/** One column a device, from left to right, with marks for those that are special. */
record Columns(List<DeviceResult> devices, double left, double right) {
  static final String LEGEND =
      "<span><i class=\"mark m-download\"></i>power cut in the download</span>"
          + "<span><i class=\"mark m-copy\"></i>power cut in the copy</span>"
          + "<span><i class=\"mark m-hardware\"></i>wrong hardware</span>";

  private static final double GAP_FROM = 4;
  private static final double OVERLAP = 0.4;

  private double pitch() {
    return (right - left) / Math.max(1, devices.size());
  }

  /** Left edge of the device's column. */
  double x(DeviceResult device) {
    return left + (device.number() - 1) * pitch();
  }

  /** Columns overlap a little where they are too narrow for a gap. */
  double width() {
    return isDense() ? pitch() + OVERLAP : pitch() - 1;
  }

  private boolean isDense() {
    return pitch() < GAP_FROM;
  }

  /** For the plot as a whole. */
  String style() {
    return isDense() ? "dense" : "loose";
  }

  /** A triangle below each special device. */
  String marks(double y) {
    Markup out = new Markup();
    for (DeviceResult device : devices) {
      if (device.role() != Role.ORDINARY) {
        double x = x(device) + width() / 2;
        out.add("<path class=\"mark %s\" d=\"M%s %sl4 7h-8z\">", style(device.role()), x, y - 5);
        out.add("<title>device %s %s</title></path>", device.number(), device.role().description());
      }
    }
    return out.toString();
  }

  /** The devices' numbers, at round ones. */
  String numbers(double y) {
    Markup out = new Markup();
    for (double tick : new Axis(devices.size(), left, right).ticks(10)) {
      int number = Math.max(1, (int) tick);
      double x = x(devices.get(number - 1)) + width() / 2;
      out.add("<text class=\"num mid\" x=\"%s\" y=\"%s\">%s</text>", x, y, number);
    }
    return out.add("<text class=\"axis end\" x=\"%s\" y=\"%s\">device</text>", left - 8, y)
        .toString();
  }

  static String style(Role role) {
    return switch (role) {
      case ORDINARY -> "m-none";
      case CUT_IN_DOWNLOAD -> "m-download";
      case CUT_IN_COPY -> "m-copy";
      case WRONG_HARDWARE -> "m-hardware";
    };
  }
}
