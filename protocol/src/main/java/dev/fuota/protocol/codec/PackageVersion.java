package dev.fuota.protocol.codec;

import java.util.Arrays;
import java.util.Optional;

/**
 * The version of an application package: 1 is its specification v1.0.0, 2 is v2.0.0. They are not
 * compatible, although many payloads look alike.
 */
public enum PackageVersion {
  V1(1),
  V2(2);

  private final int number;

  PackageVersion(int number) {
    this.number = number;
  }

  /** The number that PackageVersionAns carries. */
  public int number() {
    return number;
  }

  /** The version with that number. */
  public static Optional<PackageVersion> of(int number) {
    return Arrays.stream(values()).filter(version -> version.number == number).findFirst();
  }
}
