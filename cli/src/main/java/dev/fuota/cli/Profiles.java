package dev.fuota.cli;

import dev.fuota.hal.sim.FlashProfile;
import java.util.List;

/** The parts that have a name. */
final class Profiles {
  static final List<FlashProfile> ALL =
      List.of(
          FlashProfile.STM32WL, FlashProfile.STM32L4, FlashProfile.NRF52840, FlashProfile.MX25R64);

  private Profiles() {}

  /**
   * The part of that name, in small or capital letters.
   *
   * @param where the name stands, for the message
   */
  static FlashProfile named(String name, String where) {
    return ALL.stream()
        .filter(part -> part.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputProblem(
                    "PROFILE_UNKNOWN",
                    where + ": no part " + name + "; " + Nearest.suggestion(name, names())));
  }

  private static List<String> names() {
    return ALL.stream().map(FlashProfile::name).toList();
  }
}
