package dev.fuota.server.service;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a campaign would cost and how it would likely end, before it starts.
 *
 * @param redundancy coded fragments as a share of the uncoded ones
 * @param airTime of all multicast frames
 * @param energyMilliJoule of one device
 * @param curves by redundancy, at the fragment size above
 * @param fragSizes by fragment size, at the redundancy above
 * @param refused devices that would be no targets, with the reason
 */
public record PlanView(
    int fragSize,
    int nbFrag,
    double redundancy,
    double success,
    Duration airTime,
    Duration duration,
    double energyMilliJoule,
    List<Point> curves,
    List<Point> fragSizes,
    List<FormView> forms,
    List<DeviceProblem> refused,
    Map<String, String> loss) {

  /**
   * A point of a curve.
   *
   * @param success the expected share of devices that come through, 0..1
   */
  public record Point(
      int fragSize,
      int nbFrag,
      double redundancy,
      double success,
      Duration airTime,
      Duration duration,
      double energyMilliJoule) {}

  /**
   * A form of the file.
   *
   * @param version that devices run after it; empty for a file that is no firmware
   * @param octets of the file as it is sent
   * @param devices how many get it
   */
  public record FormView(Optional<String> version, String form, int octets, int devices) {}
}
