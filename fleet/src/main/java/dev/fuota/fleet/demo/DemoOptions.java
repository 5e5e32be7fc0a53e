package dev.fuota.fleet.demo;

import dev.fuota.boot.Strategy;
import dev.fuota.protocol.codec.PackageVersion;

/**
 * What can be chosen.
 *
 * @param devices how many, 1 to {@link #DEVICES_MAX}
 * @param loss share of frames lost in the long run, 0 up to but not including 1
 * @param redundancy coded fragments for each uncoded one, 0 to {@link #REDUNDANCY_MAX}
 * @param seed everything random follows from it
 * @param strategy how the bootloaders install an image
 * @param packageVersion of the application packages that have two, 1 or 2
 */
public record DemoOptions(
    int devices, double loss, double redundancy, long seed, Strategy strategy, int packageVersion) {
  public static final int DEVICES_MAX = 10_000;
  public static final double REDUNDANCY_MAX = 4;

  /** 100 devices, one frame in five lost, and enough coded fragments for nearly any seed. */
  public static final DemoOptions DEFAULT = new DemoOptions(100, 0.2, 0.5, 1, Strategy.AB, 1);

  public DemoOptions {
    if (devices < 1 || devices > DEVICES_MAX) {
      throw new IllegalArgumentException(
          "devices must be 1 to " + DEVICES_MAX + ", not " + devices);
    }
    if (!(loss >= 0 && loss < 1)) {
      throw new IllegalArgumentException("loss must be 0 or more and less than 1, not " + loss);
    }
    if (!(redundancy >= 0 && redundancy <= REDUNDANCY_MAX)) {
      throw new IllegalArgumentException(
          "redundancy must be 0 to " + REDUNDANCY_MAX + ", not " + redundancy);
    }
    if (PackageVersion.of(packageVersion).isEmpty()) {
      throw new IllegalArgumentException("package-version must be 1 or 2, not " + packageVersion);
    }
  }

  PackageVersion version() {
    return PackageVersion.of(packageVersion).orElseThrow();
  }
}
