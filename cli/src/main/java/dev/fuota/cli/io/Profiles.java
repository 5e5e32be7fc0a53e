package dev.fuota.cli.io;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.protocol.explain.Nearest;
import java.util.List;

/** The parts that have a name. */
public final class Profiles {
  private Profiles() {}

  /**
   * The part of that name, in small or capital letters.
   *
   * @param where the name stands, for the message
   */
  public static FlashProfile named(String name, String where) {
    return FlashProfile.named(name)
        .orElseThrow(
            () ->
                new InputProblem(
                    "PROFILE_UNKNOWN",
                    where + ": no part " + name + "; " + Nearest.suggestion(name, names())));
  }

  private static List<String> names() {
    return FlashProfile.ALL.stream().map(FlashProfile::name).toList();
  }
}
