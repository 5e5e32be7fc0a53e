package dev.fuota.server.service;

import dev.fuota.server.campaign.Verdict;
import dev.fuota.server.port.DeviceId;
import java.util.List;
import java.util.Optional;

/**
 * A part of a campaign: devices that get the same thing together. By what protocol is its own
 * affair; its stages are names.
 */
interface Part {

  PartPlan plan();

  /** Begins, or goes on where it stood when its process ended. */
  void start();

  /** Ends it early; it may take a while. */
  void abort(boolean deleteOnDevices);

  /** Ends it before it begins; without effect on one that is over. */
  void skip(Verdict verdict);

  /** Present when it is over. */
  Optional<PartEnd> end();

  /** Whether it was started, in this process or before. */
  boolean hasBegun();

  /** Its devices by its stages, a column for each of {@link PartPlan#stages}. */
  Cells cells();

  /** Index of the stage that it is at. */
  int stageIndex();

  /** 0..1. */
  double progress();

  /** Fragments sent in all rounds. */
  int fragmentsSent();

  /**
   * What is shown of it.
   *
   * @param refused devices that were asked for and are no targets
   */
  PartView view(List<DeviceProblem> refused);

  /** Some of its devices. */
  List<DeviceView> devices(List<DeviceId> devices);

  /** Lets go of what is only needed while it may still change. */
  void close();
}
