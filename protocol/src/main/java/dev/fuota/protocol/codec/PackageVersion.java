package dev.fuota.protocol.codec;

import java.util.Optional;

/**
 * The version of a package: {@link #V1} is its specification 1.0.0, {@link #V2} is 2.0.0. They do
 * not understand one another, although many payloads look alike (PKG-07).
 */
public enum PackageVersion {
  V1(1),
  V2(2);

  private final int number;

  PackageVersion(int number) {
    this.number = number;
  }

  /** As PackageVersionAns has it. */
  public int number() {
    return number;
  }

  /** The version that is not this one. */
  public PackageVersion other() {
    return this == V1 ? V2 : V1;
  }

  /** The version with this number; empty if there is none. */
  public static Optional<PackageVersion> of(int number) {
    return switch (number) {
      case 1 -> Optional.of(V1);
      case 2 -> Optional.of(V2);
      default -> Optional.empty();
    };
  }
}
