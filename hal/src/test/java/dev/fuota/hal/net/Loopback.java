package dev.fuota.hal.net;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

/** The interface of this machine on which multicast sent here is heard here. */
final class Loopback {
  private static final Optional<Interfaces.State> FOUND =
      Interfaces.all().stream()
          .filter(Interfaces.State::isUsable)
          .filter(on -> GroupCheck.of(on, System::nanoTime) != GroupCheck.Finding.SILENT)
          .findFirst();

  private Loopback() {}

  /** Without one a test is reported as not run, and why. */
  static Interfaces.State required() {
    assumeTrue(FOUND.isPresent(), "no interface carries multicast: " + Interfaces.all());
    return FOUND.orElseThrow();
  }
}
