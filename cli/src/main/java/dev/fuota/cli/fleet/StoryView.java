package dev.fuota.cli.fleet;

import dev.fuota.fleet.replay.Replay;
import dev.fuota.fleet.replay.StoryLine;
import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.scenario.Scenario;

/** Shows a device's story while it is told; keeps nothing of it. */
interface StoryView {
  void begin(Scenario scenario, int device, Replay replay);

  void line(StoryLine line);

  /** What has become of the device. */
  void end(DeviceLine device);
}
