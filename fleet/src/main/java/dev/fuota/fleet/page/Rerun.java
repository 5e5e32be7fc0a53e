package dev.fuota.fleet.page;

import dev.fuota.fleet.result.Head;

/**
 * Commands that run a scenario, or one of its devices, again.
 *
 * @param scenario as the command line names it: a file, or a ready scenario
 */
record Rerun(String scenario, Head head) {

  /** The whole run. */
  String run() {
    String share = head.shard().map(shard -> " --shard " + shard).orElse("");
    return "fuota fleet run " + quoted() + " --seed " + head.seed() + share;
  }

  /** The story of one device. */
  String replay(int device) {
    return "fuota fleet replay " + quoted() + " --seed " + head.seed() + " --device " + device;
  }

  /** As one word of a shell. */
  private String quoted() {
    return scenario.matches("[A-Za-z0-9_./:@%+=,-]+")
        ? scenario
        : "'" + scenario.replace("'", "'\\''") + "'";
  }
}
