package dev.fuota.protocol.msu;

import java.util.Optional;

/** How an upgrade stands (MSU, section 17). */
public enum Status { // MSU-118
  PASS(0),
  FAIL(1),
  IN_PROGRESS(3);

  private final int octet;

  Status(int octet) {
    this.octet = octet;
  }

  public int octet() {
    return octet;
  }

  static Optional<Status> ofOctet(int octet) {
    return switch (octet) {
      case 0 -> Optional.of(PASS);
      case 1 -> Optional.of(FAIL);
      case 3 -> Optional.of(IN_PROGRESS);
      default -> Optional.empty();
    };
  }
}
