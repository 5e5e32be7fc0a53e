package dev.fuota.junit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says of devices that are not as they should be which they are, why, and how to see more. */
final class Complaint {
  private static final int NUMBERS_MAX = 10;
  private static final int KINDS_MAX = 12;

  private record Way(String fate, String reason) {
    static Way of(Device device) {
      return new Way(device.fate().label(), device.reason());
    }

    @Override
    public String toString() {
      return reason.isEmpty() ? fate : fate + " (" + reason + ")";
    }
  }

  private Complaint() {}

  /**
   * A line for each way in which devices fail, the most frequent first, and how the story of one of
   * them is told.
   *
   * @param failed devices in the order of their numbers
   * @param epilogue lines for whoever wants to know more
   */
  static String about(String sentence, List<Device> failed, List<String> epilogue) {
    StringBuilder text = new StringBuilder(sentence);
    Map<Way, List<Device>> ways =
        failed.stream()
            .collect(
                Collectors.groupingBy(
                    Way::of,
                    () -> new TreeMap<>(Comparator.comparing(Way::toString)),
                    Collectors.toList()));
    ways.entrySet().stream()
        .sorted(Comparator.comparingInt(way -> -way.getValue().size()))
        .limit(KINDS_MAX)
        .forEach(way -> text.append("\n  ").append(line(way.getKey(), way.getValue())));
    if (ways.size() > KINDS_MAX) {
      text.append("\n  and ").append(ways.size() - KINDS_MAX).append(" other reasons");
    }
    epilogue.forEach(line -> text.append('\n').append(line));
    return text.toString();
  }

  private static String line(Way way, List<Device> devices) {
    String numbers =
        devices.stream()
            .limit(NUMBERS_MAX)
            .map(device -> Integer.toString(device.number()))
            .collect(Collectors.joining(", "));
    String more =
        devices.size() > NUMBERS_MAX ? " and " + (devices.size() - NUMBERS_MAX) + " more" : "";
    return devices.size() + " " + way + ": device " + numbers + more;
  }
}
