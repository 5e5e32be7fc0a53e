package dev.fuota.drivers.rui3;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The firmware of a module, as {@code AT+VER=?} tells it: {@code RUI_4.2.1_RAK3172-E}. */
record Firmware(int major, int minor, int patch) {
  private static final Pattern VERSION =
      Pattern.compile("RUI_(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

  /** Ports on which firmware 5 answers itself: clock, multicast set-up, fragmentation. */
  private static final Set<Integer> TAKEN = Set.of(202, 200, 201);

  private static final int OLDEST = 4;
  private static final int ANSWERS_ITSELF = 5;

  static Optional<Firmware> of(String text) {
    Matcher matcher = VERSION.matcher(text);
    return matcher.find()
        ? Optional.of(new Firmware(number(matcher, 1), number(matcher, 2), number(matcher, 3)))
        : Optional.empty();
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** Why it cannot be used by an agent on these ports; empty: it can. */
  Optional<Unfit> unfit(Set<Integer> ports) {
    if (major < OLDEST) {
      return Optional.of(
          new Unfit(
              "The RAK module has firmware " + this + ", whose multicast groups have no frequency",
              "put RUI3 4.2.1 on it"));
    }
    if (major >= ANSWERS_ITSELF && ports.stream().anyMatch(TAKEN::contains)) {
      return Optional.of(
          new Unfit(
              "The RAK module has firmware "
                  + this
                  + ", which answers on FPort 200 to 202 itself and keeps fragments in its own"
                  + " flash",
              "put RUI3 4.2.1 on it, or a build without SUPPORT_FUOTA, or give all packages"
                  + " other ports on device and server"));
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "RUI_" + major + "." + minor + "." + patch;
  }
}
